package io.eunomia.rego.analysis;

import io.eunomia.rego.analysis.logic.Example;
import io.eunomia.rego.source.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Something that a check found.
 *
 * @param diagnostic what, and where
 * @param example an evaluation that shows it, or {@code null}
 * @param ignoredBecause the reason that a comment gives to ignore it, or {@code null} if none does
 */
public record Finding(
    Diagnostic diagnostic, @Nullable Example example, @Nullable String ignoredBecause) {
  /** Whether a comment says that it is meant so. */
  public boolean isIgnored() {
    return ignoredBecause != null;
  }
}
