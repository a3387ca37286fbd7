package io.eunomia.rego.optimizer;

/** How much is done to make a policy fast. The results of a policy are the same at every level. */
public enum OptimizationLevel {
  /** Nothing: the module does what the plan says, statement by statement. */
  O0,
  /** What makes nearly every policy faster, and none larger by much: the default. */
  O1,
  /** Also what trades size of the module for speed. */
  O2;

  /**
   * The level of a number, as options have it.
   *
   * @throws IllegalArgumentException for anything but {@code 0}, {@code 1} and {@code 2}
   */
  public static OptimizationLevel parse(String number) {
    return switch (number) {
      case "0" -> O0;
      case "1" -> O1;
      case "2" -> O2;
      default -> throw new IllegalArgumentException("there are the levels 0, 1 and 2");
    };
  }

  /** Whether what begins at another level is done at this one. */
  public boolean includes(OptimizationLevel from) {
    return compareTo(from) >= 0;
  }
}
