package io.eunomia.policy.build;

import io.eunomia.bundle.Bundle;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a build gives.
 *
 * @param diagnostics everything that was found, sorted by place
 * @param entrypoints what can be asked, in the order of the module; empty if there are errors
 * @param bundle the bundle, or {@code null} if there are errors
 */
public record BuildResult(
    List<Diagnostic> diagnostics, List<String> entrypoints, @Nullable Bundle bundle) {
  public BuildResult {
    diagnostics = List.copyOf(diagnostics);
    entrypoints = List.copyOf(entrypoints);
  }

  /** Whether there is an error among the diagnostics; if not, there is a bundle. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }
}
