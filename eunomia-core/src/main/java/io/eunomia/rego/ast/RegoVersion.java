package io.eunomia.rego.ast;

/** The version of the language that a module is written in. */
public enum RegoVersion {
  /**
   * Rego as it was before OPA 1.0: {@code if} and {@code contains} are no keywords without an
   * import.
   */
  V0,
  /** Rego as OPA 1.0 and later speak it. */
  V1
}
