package io.eunomia.rego.compiler;

import static io.eunomia.rego.compiler.Compiled.errors;
import static io.eunomia.rego.compiler.Compiled.rules;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Conflicts, recursion, metadata, and what is handed on. */
class WholeProgramTest {
  private static final Span NOWHERE = SourceText.of("test", "").span(0, 0);

  @Test
  void whenRulesOfOneNameDiffer_thenTheFirstIsReported() {
    assertThat(errors("package a\np := 1\np contains 2", "package b\nq := 1\nq(x) := x"))
        .containsExactly(
            "2 rego_type_error: conflicting rules data.a.p found",
            "2 rego_type_error: conflicting rules data.b.q found");
  }

  @Test
  void whenARuleHidesOthers_thenItIsReported() {
    assertThat(errors("package a\np.q := 1\np.q.r := 2"))
        .containsExactly("2 rego_type_error: rule data.a.p.q conflicts with [data.a.p.q.r]");
  }

  @Test
  void whenRulesOfOneNameAreMany_thenTheFirstPlaceAndTheLastNameAreReported() {
    assertThat(errors("package a\np[x] := 1 if { x := 1 }\np contains 2"))
        .containsExactly("2 rego_type_error: conflicting rules data.a.p found");
    assertThat(errors("package a\np contains 2\np[x] := 1 if { x := 1 }"))
        .containsExactly("2 rego_type_error: conflicting rules data.a.p[x] found");
    assertThat(errors("package a\nif.then := 1\nif.then contains 2"))
        .containsExactly("2 rego_type_error: conflicting rules data.a[\"if\"].then found");
  }

  @Test
  void whenARuleHidesMany_thenTheTopmostAreNamedInOrder() {
    assertThat(errors("package a\np := 1\np.s := 3\np.q.r := 2\np.q contains 1 if false"))
        .containsExactly(
            "2 rego_type_error: rule data.a.p conflicts with [data.a.p.q data.a.p.s]",
            "5 rego_type_error: rule data.a.p.q conflicts with [data.a.p.q.r]");
  }

  @Test
  void whenMistakesAreInSeveralRules_thenAllOfAStageAreReported() {
    assertThat(
            errors(
                """
                package a
                p := 1 + "a"
                q if count(1)
                r := s.t
                s := {"u": 1}
                """))
        .containsExactly(
            "2 rego_type_error: plus: invalid argument(s)",
            "3 rego_type_error: count: invalid argument(s)",
            "4 rego_type_error: undefined ref: data.a.s.t");
  }

  @Test
  void whenMistakesAreOfSeveralStages_thenThoseOfTheFirstAreReported() {
    assertThat(errors("package a\nimport data.x\nimport data.y.x\np := y\nq if foo(1)"))
        .containsExactly("3 rego_compile_error: import must not shadow import data.x");
    assertThat(errors("package a\np := y\nq if foo(1)"))
        .containsExactly("3 rego_type_error: undefined function foo");
  }

  @Test
  void whenDefaultsAreTwo_thenThePackageIsReported() {
    assertThat(errors("package a\ndefault p := 1\ndefault p := 2"))
        .containsExactly(
            "1 rego_type_error: multiple default rules data.a.p found at m0.rego:2, m0.rego:3");
  }

  @Test
  void whenARuleHasTheNameOfAPackage_thenBothAreNamed() {
    assertThat(errors("package a\nb.c := 1", "package a.b.c"))
        .containsExactly(
            "1 rego_type_error: package data.a.b.c conflicts with rule data.a.b.c defined at"
                + " m0.rego:2:1");
  }

  @Test
  void whenBaseDataTakesARulesPlace_thenItIsReported() throws Exception {
    CompilerOptions options =
        Compiled.OPTIONS.withBaseDocument(
            new ObjectMapper().readTree("{\"a\": {\"p\": 1}, \"b\": [1]}"));
    assertThat(errors(options, ParserOptions.V1, "package a\np := 1\nq := 2", "package b\nr := 1"))
        .containsExactly(
            "2 rego_compile_error: conflicting rule for data path a/p found",
            "2 rego_compile_error: conflicting rule for data path b/r found");
  }

  @Test
  void whenRulesNeedThemselves_thenTheWayIsTold() {
    assertThat(
            errors(
                "package a\np := q\nq := r if true\nr := 1 if input.x else := p\ns[x] if s[x]\nt := p"))
        .containsExactly(
            "2 rego_recursion_error: rule data.a.p is recursive: data.a.p -> data.a.q -> data.a.r"
                + " -> data.a.p",
            "3 rego_recursion_error: rule data.a.q is recursive: data.a.q -> data.a.r -> data.a.p"
                + " -> data.a.q",
            "4 rego_recursion_error: rule data.a.r is recursive: data.a.r -> data.a.p -> data.a.q"
                + " -> data.a.r",
            "5 rego_recursion_error: rule data.a.s[x] is recursive: data.a.s[x] -> data.a.s[x]");
  }

  @Test
  void whenAChainOfRulesIsLong_thenItIsNoRecursion() {
    String chain =
        IntStream.range(1, 5_000)
            .mapToObj(i -> "p" + i + " := p" + (i - 1))
            .collect(Collectors.joining("\n"));
    assertThat(errors("package a\np0 := 1\n" + chain)).isEmpty();
  }

  @Test
  void whenErrorsAreMany_thenTenAreReportedOrAsManyAsIsSaid() {
    String[] lines = new String[15];
    Arrays.setAll(lines, i -> "p" + i + " := x");
    String source = "package a\n" + String.join("\n", lines);
    assertThat(errors(source)).hasSize(10);
    assertThat(errors(Compiled.OPTIONS.withErrorLimit(12), ParserOptions.V1, source)).hasSize(12);
  }

  @Test
  void whenMetadataIsAskedFor_thenItIsAConstant() {
    assertThat(
            rules(
                """
                # METADATA
                # title: t
                package a

                # METADATA
                # scope: document
                # description: d

                # METADATA
                # authors:
                # - A B <a@b.c>
                # - C
                # related_resources:
                # - http://x
                p := rego.metadata.rule()

                q := rego.metadata.chain()
                """))
        .contains(
            "{\"name\": \"A B\", \"email\": \"a@b.c\"}",
            "{\"name\": \"C\"}",
            "[{\"ref\": \"http://x\"}]",
            "[{\"path\": [\"a\", \"q\"]}, {\"path\": [\"a\"], \"annotations\":"
                + " {\"title\": \"t\", \"scope\": \"package\"}}]");
  }

  @Test
  void whenSchemasAreAskedFor_thenTheyAreAsTheyWereWritten() {
    assertThat(
            rules(
                """
                package a

                # METADATA
                # schemas:
                # - input: schema
                # - data.acl["x y"]: schema["acl-schema"].roles
                # - input.user: {type: string, enum: [a, null, 1.50]}
                # compile:
                #   unknowns: [input.x]
                # custom:
                #   nested: {list: [1, {deep: true}]}
                # organizations: [One, 2]
                p := rego.metadata.rule()
                """))
        .contains(
            """
            "schemas": [{"path": ["input"], "schema": ["schema"]}, \
            {"path": ["data", "acl", "x y"], "schema": ["schema", "acl-schema", "roles"]}, \
            {"path": ["input", "user"], \
            "definition": {"type": "string", "enum": ["a", null, 1.5]}}]\
            """,
            """
            "custom": {"nested": {"list": [1, {"deep": true}]}}""",
            """
            "organizations": ["One", "2"]""",
            """
            "scope": "rule\"""")
        .doesNotContain("unknowns");
  }

  @Test
  void whenAScopeIsAnnotatedTwice_thenTheSecondIsReported() {
    assertThat(errors("# METADATA\n# title: t\npackage a", "# METADATA\n# title: u\npackage a"))
        .containsExactly("1 rego_type_error: package annotation redeclared: m0.rego:1:1");
  }

  @Test
  void whenEntrypointsAreAnnotated_thenTheProgramNamesThem() {
    Program program =
        Compiled.program(
            Compiled.OPTIONS,
            "# METADATA\n# entrypoint: true\npackage a\n",
            "package b\n# METADATA\n# entrypoint: true\np := 1\np := 1 if input.x");
    assertThat(program.entrypoints()).map(Object::toString).containsExactly("data.a", "data.b.p");
  }

  @Test
  void whenCompiled_thenRulesAreFoundByPlace() {
    Program program =
        Compiled.program(Compiled.OPTIONS, "package a.b\np.q[input.x].r := 1", "package c");
    RuleTree place = program.rules().find(path("a", "b", "p", "q"));
    assertThat(place).isNotNull();
    assertThat(place == null ? List.of() : place.rules()).hasSize(1);
    assertThat(program.rules().find(path("c"))).isNotNull();
    assertThat(program.rules().find(path("d"))).isNull();
  }

  private static List<Term> path(String... steps) {
    return Arrays.stream(steps).map(s -> (Term) StringTerm.of(s, NOWHERE)).toList();
  }
}
