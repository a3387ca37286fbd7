package io.eunomia.rego.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.parser.ConformanceData;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formatter on every module of the data, and what {@code opa fmt} makes of some. */
class FormatConformanceTest {
  private static final int MAX_SHOWN = 10;

  /** Some texts of the data mean something else than their sources: those cannot be ours. */
  @Test
  void whenOpaFormattedAndMeantTheSame_thenSoDoWe() {
    List<String> failures = new ArrayList<>();
    int same = 0;
    for (JsonNode test : ConformanceData.cases("fmt")) {
      String wanted = test.path("out").asText();
      FormatResult result = format(test.path("in").asText(), RegoVersion.V1);
      if (wanted.equals(result.text())) {
        same++;
      } else if (format(wanted, RegoVersion.V1).equals(result)) {
        failures.add(wanted + "\nbut was\n" + result);
      }
    }
    assertThat(failures.stream().limit(MAX_SHOWN).toList()).isEmpty();
    assertThat(same).isGreaterThan(3000);
  }

  @ParameterizedTest
  @CsvSource({"v1, 1500", "mutants, 3000", "generated, 3000", "fmt, 3000"})
  void whenModulesAreFormatted_thenTheyMeanTheSameAndStayAsTheyAre(String folder, int atLeast) {
    List<String> failures = new ArrayList<>();
    int formatted = 0;
    for (String text : modules(folder)) {
      for (RegoVersion version : RegoVersion.values()) {
        FormatResult result = format(text, version);
        if (result.text() != null) {
          formatted++;
          FormatResult again = format(result.text(), version);
          if (!result.text().equals(again.text())) {
            failures.add(version + " " + again + "\n" + text);
          }
        } else if (version != RegoVersion.V0_V1 && !isParseError(result)) {
          // Not all can be said in both: names that are keywords, and template strings.
          failures.add(version + " " + result.diagnostics() + "\n" + text);
        }
      }
    }
    assertThat(failures.stream().limit(MAX_SHOWN).toList())
        .as("%d of %d", failures.size(), formatted)
        .isEmpty();
    assertThat(formatted).isGreaterThan(atLeast);
  }

  private static boolean isParseError(FormatResult result) {
    return result.diagnostics().get(0).code().equals(RegoParser.PARSE_ERROR);
  }

  private static FormatResult format(String text, RegoVersion version) {
    return RegoFormatter.format(SourceText.of("m.rego", text), FormatOptions.of(version));
  }

  private static Set<String> modules(String folder) {
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode node : ConformanceData.cases(folder)) {
      node.path("modules").forEach(text -> texts.add(text.asText()));
      if (node.has("in")) {
        texts.add(node.path("in").asText());
      }
    }
    return texts;
  }
}
