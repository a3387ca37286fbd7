package io.eunomia.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.planner.Probes;
import io.eunomia.rego.source.SourceText;
import io.eunomia.wasm.binary.Export;
import io.eunomia.wasm.binary.ModuleReader;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EntrypointsAheadTest {
  private static final RegoPolicyOptions OPTIONS =
      RegoPolicyOptions.defaults().withEntrypoint("p/test");

  private static byte[] compile(String rules, RegoPolicyOptions options) {
    CompileResult result =
        RegoPolicyCompiler.compile(
            List.of(SourceText.of("p.rego", "package p\n\n" + rules)), options);
    return Objects.requireNonNull(result.wasm(), () -> result.diagnostics().toString());
  }

  private static boolean isAhead(String rules, boolean entrypoints) {
    byte[] wasm = compile(rules, OPTIONS.withEntrypointsAhead(entrypoints));
    return ModuleReader.read(wasm).exports().stream()
        .map(Export::name)
        .anyMatch("eunomia_prepare"::equals);
  }

  @Test
  void whenATestReplacesSomething_thenItIsNotComputedAheadWhereItIsMeasured() {
    String rules =
        """
        allow if {
          some role in input.roles
          role in data.admins
        }

        granted contains user if {
          some user in data.users
          allow with input as {"roles": [user]} with data.admins as ["a"]
        }

        test if count(granted) == 1
        """;
    assertThat(isAhead(rules, false)).isFalse();
  }

  @Test
  void whenATestIsOfDataAlone_thenItIsComputedAheadUnlessItIsMeasured() {
    assertThat(isAhead("test if count(data.a) > sum(data.b)", true)).isTrue();
    assertThat(isAhead("test if count(data.a) > sum(data.b)", false)).isFalse();
  }

  @Test
  void whenATestAsksForRulesOfData_thenTheyAreComputedAheadInAnyCase() {
    String rules = "doubled := [y | some x in data.xs; y := x * 2]\n\ntest if doubled[0] == 2\n";
    assertThat(isAhead(rules, false)).isTrue();
  }

  @Test
  void whenAnInstrumentationTellsNothing_thenTheModuleIsAsGoodAsWithoutIt() {
    Instrumentation silent =
        new Instrumentation() {
          @Override
          public Probes probes(List<Module> parsed) {
            return Probes.NONE;
          }
        };
    String rules = "test if { some x in input.xs; x > count(data.xs) }\n";
    assertThat(compile(rules, OPTIONS.withInstrumentation(silent)))
        .isEqualTo(compile(rules, OPTIONS));
  }
}
