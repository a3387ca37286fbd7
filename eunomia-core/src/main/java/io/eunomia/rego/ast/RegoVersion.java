package io.eunomia.rego.ast;

/** The version of the language that a module is written in. */
public enum RegoVersion {
  /**
   * Rego as it was before OPA 1.0: {@code if} and {@code contains} are no keywords without an
   * import.
   */
  V0,
  /**
   * Both: keywords must be imported as in v0, and what v1 does not allow is not. Only what is to be
   * read is of this version, and no module that was.
   */
  V0_V1,
  /** Rego as OPA 1.0 and later speak it. */
  V1;

  /** The version that bundles name by a number: 0, or what came after it. */
  public static RegoVersion of(int number) {
    return number == 0 ? V0 : V1;
  }

  /** What bundles name it by. */
  public int number() {
    return this == V1 ? 1 : 0;
  }
}
