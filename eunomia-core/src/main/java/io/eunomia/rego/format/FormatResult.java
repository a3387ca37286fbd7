package io.eunomia.rego.format;

import io.eunomia.rego.source.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a source.
 *
 * @param text the tidy text, ended by a line break; {@code null} if there are diagnostics
 * @param diagnostics why there is none; empty if there is
 */
public record FormatResult(@Nullable String text, List<Diagnostic> diagnostics) {
  public FormatResult {
    diagnostics = List.copyOf(diagnostics);
  }
}
