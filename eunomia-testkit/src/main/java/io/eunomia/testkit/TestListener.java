package io.eunomia.testkit;

/** Who is told how a run of tests goes on: one call at a time, from any thread. */
public interface TestListener {
  /** Whom nothing is told. */
  TestListener NONE = new TestListener() {};

  /**
   * All is compiled, and tests are about to be run.
   *
   * @param tests how many
   */
  default void planned(int tests) {}

  /** A test was run. */
  default void finished(TestResult result) {}
}
