package io.eunomia.benchmarks;

import java.util.function.IntFunction;

/**
 * The three applications of the evaluation in "Cedar: A New Language for Expressive, Fast, Safe,
 * and Analyzable Authorization" (OOPSLA 2024), in words of our own.
 */
public enum Scenario {
  /** Documents in folders, which are shared with users and groups. */
  GDRIVE(Gdrive::decisions),

  /** Repositories of organizations, and the roles that users, teams and organizations have. */
  GITHUB(Github::decisions),

  /** Lists of tasks, which are shared with teams. */
  TINYTODO(Tinytodo::decisions);

  private final IntFunction<DecisionSet> world;

  Scenario(IntFunction<DecisionSet> world) {
    this.world = world;
  }

  /** The scenario with {@code n} entities of each kind. */
  DecisionSet decisions(int n) {
    return world.apply(n);
  }
}
