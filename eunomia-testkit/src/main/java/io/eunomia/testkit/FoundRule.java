package io.eunomia.testkit;

/**
 * A rule that is named as a test.
 *
 * @param test the test
 * @param entrypoint what is asked
 * @param todo whether it is still to be done
 * @param cases whether it has cases
 * @param problem why it cannot be run; empty if it can
 */
record FoundRule(
    TestDescription test, String entrypoint, boolean todo, boolean cases, String problem) {
  boolean runs() {
    return !todo && problem.isEmpty();
  }
}
