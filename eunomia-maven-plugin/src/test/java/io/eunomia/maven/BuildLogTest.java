package io.eunomia.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class BuildLogTest {
  private static final SourceText SOURCE =
      SourceText.of("/p/allow.rego", "package a\n\n\tallow := x\n");
  private static final Diagnostic ERROR =
      Diagnostic.error("rego_unsafe_var_error", SOURCE.span(21, 22), "var x is unsafe", "bind it");
  private static final Diagnostic WARNING =
      new Diagnostic("eunomia_no_service", Severity.WARNING, SOURCE.span(8, 9), "no service", null);

  private final List<String> logged = new ArrayList<>();
  private final BuildLog log = new BuildLog(new Recording());

  @Test
  void whenThereIsAnError_thenItIsToldWithItsPlaceAndTheBuildFails() {
    assertThatThrownBy(() -> log.report(List.of(WARNING, ERROR), false))
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "1 error in policies, the first: /p/allow.rego:[3,11] rego_unsafe_var_error: var x is"
                + " unsafe");
    assertThat(logged)
        .containsExactly(
            """
            WARN /p/allow.rego:[1,9] eunomia_no_service: no service
                package a
                        ^""",
            """
            ERROR /p/allow.rego:[3,11] rego_unsafe_var_error: var x is unsafe
                \tallow := x
                \t         ^
                hint: bind it""");
  }

  @Test
  void whenThereAreWarnings_thenTheBuildFailsOnlyIfItIsTo() throws MojoFailureException {
    log.report(List.of(WARNING), false);
    log.report(List.of(), true);
    assertThat(logged).hasSize(1);
    assertThatThrownBy(() -> log.report(List.of(WARNING), true))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith("1 warning in policies, which must have none, the first: ");
    assertThat(BuildLog.fails(List.of(WARNING), false)).isFalse();
    assertThat(BuildLog.fails(List.of(WARNING), true)).isTrue();
    assertThat(BuildLog.fails(List.of(ERROR), false)).isTrue();
    assertThat(BuildLog.fails(List.of(), true)).isFalse();
  }

  @Test
  void whenThereAreVeryMany_thenAHundredAreShownAndAllAreCounted() {
    assertThatThrownBy(() -> log.report(Collections.nCopies(250, ERROR), false))
        .hasMessageStartingWith("250 errors in policies");
    assertThat(logged).hasSize(100);
  }

  private final class Recording extends SystemStreamLog {
    @Override
    public void warn(CharSequence content) {
      logged.add("WARN " + content);
    }

    @Override
    public void error(CharSequence content) {
      logged.add("ERROR " + content);
    }
  }
}
