package io.eunomia.benchmarks;

/** What must hold of answers before anything is timed; else the run ends. */
final class Agreement {
  private Agreement() {}

  static void check(String engine, boolean expected, boolean answer, String request) {
    if (answer != expected) {
      throw new IllegalStateException(
          engine + " says " + answer + " where Java written by hand says otherwise: " + request);
    }
  }

  /** Engines that always say the same would agree on requests of one kind. */
  static void checkTelling(int allowed, int requests) {
    if (allowed < requests / 10 || allowed > requests * 9 / 10) {
      throw new IllegalStateException(
          "the requests tell nothing: %d of %d are allowed".formatted(allowed, requests));
    }
  }
}
