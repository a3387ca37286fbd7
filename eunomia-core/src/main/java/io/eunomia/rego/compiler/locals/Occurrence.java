package io.eunomia.rego.compiler.locals;

/** How a scope came to know a variable. */
enum Occurrence {
  /** It is a parameter. */
  ARG("arg", "redeclared"),
  /** It was used before anything declared it: it is an outer one's, or declares itself. */
  SEEN("var", "referenced above"),
  /** It stood on the left of {@code :=}. */
  ASSIGNED("var", "assigned above"),
  /** It stood after {@code some} or {@code every}. */
  DECLARED("var", "declared above");

  private final String noun;
  private final String verb;

  Occurrence(String noun, String verb) {
    this.noun = noun;
    this.verb = verb;
  }

  /** Why it cannot be declared once more in the same scope. */
  String conflict(String name) {
    return noun + " " + name + " " + verb;
  }
}
