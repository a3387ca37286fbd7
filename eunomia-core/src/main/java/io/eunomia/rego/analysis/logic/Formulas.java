package io.eunomia.rego.analysis.logic;

import java.util.List;

/** The formulas that are about nothing. */
final class Formulas {
  /** It always holds. */
  static final Formula TRUE = new Formula.All(List.of());

  /** It never does. */
  static final Formula FALSE = new Formula.Any(List.of());

  /** Nobody knows. */
  static final Formula UNKNOWN = new Formula.Unknown();

  private Formulas() {}
}
