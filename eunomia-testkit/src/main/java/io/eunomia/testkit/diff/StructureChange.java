package io.eunomia.testkit.diff;

import org.jspecify.annotations.Nullable;

/**
 * Something that is different in the bundles themselves.
 *
 * @param kind of what kind it is
 * @param name what it is called: a file, a rule, a place in the data, a field
 * @param before what it was, in short; of a rule, where the definitions stood that are not there
 *     any more; {@code null} if it was not there
 * @param after what it is, in short; of a rule, where the definitions stand that were not there;
 *     {@code null} if it is not there any more
 */
public record StructureChange(
    Kind kind, String name, @Nullable String before, @Nullable String after) {
  /** What can be different. */
  public enum Kind {
    /** What the manifest says. */
    METADATA,
    /** An entrypoint. */
    ENTRYPOINT,
    /** A source. */
    FILE,
    /** A rule, by its definitions. */
    RULE,
    /** A place in the base document. */
    DATA
  }

  /** {@code added}, {@code removed} or {@code changed}. */
  public String verb() {
    return before == null ? "added" : after == null ? "removed" : "changed";
  }
}
