package io.eunomia.rego.parser;

/** What a parser may be told not to know, as capabilities files tell OPA's. */
public enum LanguageFeature {
  /** Modules may be Rego v1 to begin with; {@code import rego.v1} is then known too. */
  REGO_V1,
  /** {@code import rego.v1} makes a v0 module a v1 module. */
  REGO_V1_IMPORT,
  /** References may have keywords in them. */
  KEYWORDS_IN_REFS,
  /** Strings may be interpolated. */
  TEMPLATE_STRINGS
}
