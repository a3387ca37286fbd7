package io.eunomia.rego.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.compile.CompileResult;
import io.eunomia.compile.Instrumentation;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EvaluationProbesTest {
  private static final String SOURCE =
      """
      package p

      default q := 0

      q := x if {
        print("seen", [z | some z in input.zs])
        x := count([z |
          some z in input.zs # all of them
          not z > 1
        ])
        every v in input.vs { v == x }
        trace("here")
        s := $"{x} of {f(x)}"
        s != ""
      } else := lower("A")

      f(x) := x + 1
      """;

  private static Policy plan(List<EvaluationProbes> made, boolean values) {
    Instrumentation instrumentation =
        parsed -> {
          EvaluationProbes probes = new EvaluationProbes(parsed, name -> "/" + name, values);
          made.add(probes);
          return probes;
        };
    CompileResult compiled =
        RegoPolicyCompiler.compile(
            List.of(SourceText.of("p.rego", SOURCE)),
            RegoPolicyOptions.defaults()
                .withKeepPrints(true)
                .withEntrypoint("p/q")
                .withInstrumentation(instrumentation));
    assertThat(compiled.hasErrors()).as(compiled.diagnostics().toString()).isFalse();
    return Objects.requireNonNull(compiled.plan());
  }

  @Test
  void whenProgramIsPlanned_thenItsPointsAreWhatWasWritten() {
    List<EvaluationProbes> made = new ArrayList<>();
    plan(made, true);

    assertThat(made).hasSize(1);
    assertThat(made.get(0).points()).allMatch(point -> point.file().equals("/p.rego"));
    assertThat(made.get(0).points())
        .extracting(p -> p.kind() + " " + p.row() + " " + p.text() + " in " + p.body())
        .containsExactly(
            "DEFINITION 5 data.p.q in -1",
            "EXPRESSION 6 print(\"seen\", [z | some z in input.zs]) in 0",
            "EXPRESSION 7 x := count([z | some z in input.zs; not z > 1]) in 0",
            "CLOSURE 8 some z in input.zs; not z > 1 in -1",
            "EXPRESSION 8 some z in input.zs in 3",
            "EXPRESSION 9 not z > 1 in 3",
            "NEGATION 9 z > 1 in -1",
            "EXPRESSION 11 every v in input.vs { v == x } in 0",
            "CLOSURE 11 v == x in -1",
            "EXPRESSION 11 v == x in 8",
            "EXPRESSION 12 trace(\"here\") in 0",
            "EXPRESSION 13 s := $\"{x} of {f(x)}\" in 0",
            "EXPRESSION 14 s != \"\" in 0",
            "DEFINITION 15 data.p.q in -1",
            "EXPRESSION 15 lower(\"A\") in 13",
            "DEFINITION 3 data.p.q in -1",
            "DEFINITION 17 data.p.f in -1",
            "EXPRESSION 17 x + 1 in 16");
  }

  @Test
  void whenProgramIsPlanned_thenItTellsEventsOfPoints() {
    List<EvaluationProbes> made = new ArrayList<>();
    Policy plan = plan(made, false);
    int points = made.get(0).points().size();

    List<EvaluationEvent> events =
        plan.strings().stream()
            .filter(text -> text.matches("[a-z_]+ \\d+ \\d+"))
            .map(EvaluationEvent::parse)
            .toList();

    assertThat(events).allMatch(event -> event.point() < points);
    assertThat(events).extracting(EvaluationEvent::step).contains(EvaluationEvent.Step.values());
  }
}
