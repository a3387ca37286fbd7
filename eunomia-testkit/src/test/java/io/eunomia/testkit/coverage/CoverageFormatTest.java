package io.eunomia.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.instrument.Place;
import io.eunomia.rego.instrument.Places;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CoverageFormatTest {
  private static final String SOURCE =
      """
      package x

      default allow := false

      allow if {
        input.a < 1
        every v in input.vs { v == "<b>&" }
      }
      """;

  @Test
  void whenWrittenAsHtml_thenTextIsTheSourcesAndSpansAreInEachOther() {
    String html = CoverageFormat.HTML.write(coverage(5, 6));

    String source =
        html.substring(html.lastIndexOf("<pre>") + "<pre>".length(), html.lastIndexOf("</pre>"));
    assertThat(source)
        .contains("<span class=\"y\" title=\"once\">input.a &lt; 1</span>")
        .contains("{ <span class=\"n\" title=\"never\">v == &quot;&lt;b&gt;&amp;&quot;</span> }");
    assertThat(
            source
                .replaceAll("</?span[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&"))
        .isEqualTo(SOURCE);
    assertThat(source.split("<span", -1)).hasSameSizeAs(source.split("</span", -1));
    assertThat(html).doesNotContain("<b>").doesNotContain("src=").doesNotContain("http");
  }

  @Test
  void whenWrittenAsLcov_thenLinesAndRulesAreCounted() {
    assertThat(CoverageFormat.LCOV.write(coverage(5, 6)))
        .isEqualTo(
            """
            TN:
            SF:x.rego
            FN:3,allow:3
            FN:5,allow:5
            FNDA:0,allow:3
            FNDA:1,allow:5
            FNF:2
            FNH:1
            DA:3,0
            DA:5,1
            DA:6,1
            DA:7,0
            LF:4
            LH:2
            end_of_record
            """);
  }

  @Test
  void whenWrittenAsText_thenWhatIsNotCoveredIsListed() {
    assertThat(CoverageFormat.TEXT.write(coverage(5)))
        .isEqualTo(
            """
            coverage: 25% (1 of 4 lines, 0 of 3 expressions, 1 of 2 rules)
              x.rego     25%  not covered: 3, 6-7
            """);
    assertThat(CoverageFormat.TEXT.write(coverage(3, 5, 6, 7)))
        .isEqualTo("coverage: 100% (4 of 4 lines, 3 of 3 expressions, 2 of 2 rules)\n");
  }

  @Test
  void whenNothingCanBeCovered_thenAllOfItIs() {
    Coverage nothing = new Coverage(List.of());

    assertThat(nothing.lines().text()).isEqualTo("100%");
    assertThat(nothing.reaches(100)).isTrue();
  }

  @Test
  void whenAlmostAllIsCovered_thenItIsNotCalledAll() {
    Lines lines = new Lines(9_999, 1);

    assertThat(lines.text()).isEqualTo("99.9%");
    assertThat(lines.rounded()).isEqualTo(99.99);
  }

  @Test
  void whenFileIsNamed_thenItsEndSaysWhatItIs() {
    assertThat(CoverageFormat.ofFile("a.b/x.HTML")).contains(CoverageFormat.HTML);
    assertThat(CoverageFormat.ofFile("lcov.info")).contains(CoverageFormat.LCOV);
    assertThat(CoverageFormat.ofFile("x.lcov")).contains(CoverageFormat.LCOV);
    assertThat(CoverageFormat.ofFile("x.json")).contains(CoverageFormat.JSON);
    assertThat(CoverageFormat.ofFile("x")).isEmpty();
  }

  /** The source, everything on some lines evaluated once. */
  private static Coverage coverage(int... lines) {
    var module =
        RegoParser.parseModule(
            SourceText.of("x.rego", SOURCE), ParserOptions.of(RegoVersion.V1), new Diagnostics());
    Places places = Places.of(List.of(Objects.requireNonNull(module)));
    Hits hits = new Hits();
    for (Place place : places.all()) {
      for (int line : lines) {
        if (place.span().line() == line) {
          hits.add(place.name());
        }
      }
    }
    return Coverage.of(places, hits);
  }
}
