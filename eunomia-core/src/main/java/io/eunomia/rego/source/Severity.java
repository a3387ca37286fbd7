package io.eunomia.rego.source;

/** How bad a diagnostic is. */
public enum Severity {
  /** The work cannot be done. */
  ERROR,
  /** It can be done, but is probably not what was meant. */
  WARNING
}
