package io.eunomia.benchmarks;

/**
 * The three applications of the evaluation in "Cedar: A New Language for Expressive, Fast, Safe,
 * and Analyzable Authorization" (OOPSLA 2024), in words of our own.
 */
public enum Scenario {
  /** Documents in folders, which are shared with users and groups. */
  GDRIVE,

  /** Repositories of organizations, and the roles that users, teams and organizations have. */
  GITHUB,

  /** Lists of tasks, which are shared with teams. */
  TINYTODO;

  /** The scenario with {@code n} entities of each kind. */
  DecisionSet decisions(int n) {
    return switch (this) {
      case GDRIVE -> Gdrive.decisions(n);
      case GITHUB -> Github.decisions(n);
      case TINYTODO -> Tinytodo.decisions(n);
    };
  }
}
