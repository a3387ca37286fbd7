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
  V1
}
