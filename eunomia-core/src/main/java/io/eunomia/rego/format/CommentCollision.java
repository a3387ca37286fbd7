package io.eunomia.rego.format;

/** A line would have two comments at its end: what it shows must be left as it was written. */
final class CommentCollision extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommentCollision() {
    super("a second comment for one line", null, false, false);
  }
}
