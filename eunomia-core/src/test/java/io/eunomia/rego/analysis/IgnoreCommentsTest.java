package io.eunomia.rego.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IgnoreCommentsTest {
  @Test
  void whenACommentGivesAReason_thenTheFindingIsIgnored() {
    List<Finding> found =
        Marked.check(
            """
            package p

            a if {
            	input.x == 1
            	input.x == 2 # eunomia:ignore eunomia_contradiction   switched off until May
            }

            # eunomia:ignore eunomia_contradiction on the line before
            b if false

            # eunomia:ignore eunomia_contradiction above other comments
            # such as this
            c if false
            """);

    assertThat(found).hasSize(3).allMatch(Finding::isIgnored);
    assertThat(found.get(0).ignoredBecause()).isEqualTo("switched off until May");
  }

  @Test
  void whenACommentIsOfNoUse_thenItIsFound() {
    assertThat(ignores("# eunomia:ignore eunomia_contradiction all is well\na if input.x"))
        .containsExactly("3 there is no eunomia_contradiction here to ignore");
    assertThat(ignores("# eunomia:ignore\na if input.x"))
        .containsExactly("3 this comment does not say which code to ignore");
    assertThat(ignores("a if input.x # eunomia:ignore eunomia_contradiction"))
        .containsExactly("3 this comment does not say why eunomia_contradiction is ignored");
    assertThat(ignores("# eunomia:ignore eunomia_contradicton a typing error"))
        .singleElement()
        .asString()
        .startsWith("3 there is no eunomia_contradicton to ignore; there are eunomia_conflict, ");
    assertThat(ignores("# eunomia:ignore eunomia_default_deny it is refused anyway"))
        .singleElement()
        .asString()
        .startsWith("3 there is no eunomia_default_deny to ignore");
    assertThat(ignores("# eunomia:ignored is another word\n# and eunomia:ignore is elsewhere"))
        .isEmpty();
  }

  private static List<String> ignores(String text) {
    SourceText source = SourceText.of("p.rego", "package p\n\n" + text + "\n");
    Module module = RegoParser.parseModule(source, ParserOptions.V1, new Diagnostics());
    return PolicyAnalysis.run(List.of(Objects.requireNonNull(module)), AnalysisOptions.defaults())
        .stream()
        .map(Finding::diagnostic)
        .filter(found -> found.code().equals(IgnoreComments.CODE))
        .map(found -> found.span().line() + " " + found.message())
        .toList();
  }
}
