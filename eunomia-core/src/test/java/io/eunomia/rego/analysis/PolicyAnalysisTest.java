package io.eunomia.rego.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PolicyAnalysisTest {
  private static final int MANY = 3_000;

  @Test
  @Timeout(60)
  void whenARuleHasManyDefinitions_thenTheChecksEndSoon() {
    StringBuilder text = new StringBuilder("package p\n\n");
    for (int i = 0; i < MANY; i++) {
      text.append("allow if { input.role == \"r%d\"; input.x == %d }\n".formatted(i, i));
      text.append("limit := %d if input.role == \"r%d\"\n".formatted(i, i));
      text.append("fee(a, b) := %d if { a == %d; not b in {1, 2} }\n".formatted(i % 7, i));
    }

    assertThat(run(text.toString())).isEmpty();
  }

  @Test
  @Timeout(60)
  void whenConditionsMultiply_thenTheChecksEndSoon() {
    StringBuilder text = new StringBuilder("package p\n\n");
    for (int i = 0; i < 25; i++) {
      text.append("r%d if { input.a%d == 1 }\nr%d if { not r%d }\n".formatted(i, i, i, i + 1));
      text.append("f%d(x) if { f%d(x) }\n".formatted(i, i + 1));
      text.append("f%d(x) if { not f%d([x]) }\n".formatted(i, i + 1));
    }
    text.append("end if { ");
    for (int i = 0; i < 25; i++) {
      text.append("r%d; input.z in {1, 2}; not f%d(%d); ".formatted(i, i, i));
    }
    text.append("input.end }\nf25(x) if x == 1\n");

    assertThatCode(() -> run(text.toString().replace("not r25", "not input.q")))
        .doesNotThrowAnyException();
  }

  @Test
  void whenModulesDoNotResolve_thenNothingIsSaid() {
    assertThat(run("package p\n\nx if { some y; input.z }\n\nx := 2 if input.q")).isEmpty();
  }

  private static List<Finding> run(String text) {
    Module module =
        RegoParser.parseModule(SourceText.of("p.rego", text), ParserOptions.V1, new Diagnostics());
    return PolicyAnalysis.run(List.of(Objects.requireNonNull(module)), AnalysisOptions.defaults());
  }
}
