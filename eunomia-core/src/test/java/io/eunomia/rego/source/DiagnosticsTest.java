package io.eunomia.rego.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
  private final SourceText source = SourceText.of("a.rego", "package a\n\tallow := tru\n");

  @Test
  void whenReportedTwice_thenKeptOnce() {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.error("code", source.span(1, 2), "wrong");
    diagnostics.error("code", source.span(1, 2), "wrong");

    assertThat(diagnostics.all()).hasSize(1);
  }

  @Test
  void whenReportedInAnyOrder_thenSortedByFileAndPlace() {
    SourceText other = SourceText.of("B.rego", "x");
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.error("code", source.span(5, 6), "third");
    diagnostics.error("code", source.span(1, 2), "second");
    diagnostics.error("code", other.span(0, 1), "first");

    assertThat(diagnostics.all())
        .extracting(Diagnostic::message)
        .containsExactly("first", "second", "third");
  }

  @Test
  void whenOnlyWarned_thenThereAreNoErrors() {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.report(new Diagnostic("code", Severity.WARNING, source.span(0, 1), "odd", null));

    assertThat(diagnostics.hasErrors()).isFalse();
    diagnostics.error("code", source.span(0, 1), "wrong");
    assertThat(diagnostics.hasErrors()).isTrue();
  }

  @Test
  void whenRendered_thenTheLineAndACaretFollow() {
    int start = source.text().indexOf("tru");
    Diagnostic diagnostic =
        Diagnostic.error("some_code", source.span(start, start + 3), "no such name", "say true");

    assertThat(DiagnosticRenderer.render(diagnostic))
        .isEqualTo(
            """
            a.rego:2:11: error some_code: no such name
                \tallow := tru
                \t         ^^^
                hint: say true
            """);
  }

  @Test
  void whenSpanIsBeyondItsLine_thenTheCaretsEndWithTheLine() {
    Diagnostic diagnostic =
        Diagnostic.error("some_code", source.span(8, source.text().length()), "all of it");

    assertThat(DiagnosticRenderer.render(List.of(diagnostic)))
        .isEqualTo(
            """
            a.rego:1:9: error some_code: all of it
                package a
                        ^
            """);
  }

  @Test
  void whenCharactersAreBeyondTheFirstPlane_thenTheCaretStandsBelowThePlace() {
    SourceText faces = SourceText.of("f.rego", "\"\uD83D\uDE00\uD83D\uDE00\" + x");
    int start = faces.text().indexOf('x');

    assertThat(DiagnosticRenderer.render(Diagnostic.error("c", faces.span(start, start + 1), "m")))
        .endsWith("\n           ^\n");
    assertThat(DiagnosticRenderer.render(Diagnostic.error("c", faces.span(0, 6), "m")))
        .endsWith("\n    ^^^^\n");
  }

  @Test
  void whenPlaceIsTheEnd_thenOnlyTheMessageIsRendered() {
    int end = source.text().length();

    assertThat(DiagnosticRenderer.render(Diagnostic.error("c", source.span(end, end), "no end")))
        .isEqualTo("a.rego:3:1: error c: no end\n");
  }
}
