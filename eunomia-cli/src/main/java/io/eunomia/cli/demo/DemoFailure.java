package io.eunomia.cli.demo;

/** Something in the demonstration is not as it should be. */
final class DemoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFailure(String message) {
    super(message);
  }
}
