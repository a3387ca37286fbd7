package io.eunomia.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that are right but large, deep or entangled: what they cost grows with their size. */
class HardProgramsTest {
  private static final RegoPolicyOptions OPTIONS = RegoPolicyOptions.defaults().withEntrypoint("p");

  /** A program for each size. */
  record Growing(String name, int size, IntFunction<String> text) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Growing> growing() {
    return List.of(
        new Growing("rules of one name", 2500, n -> lines(n, "r if input.x == %1$d")),
        new Growing("rules", 1000, n -> lines(n, "r%1$d if input.x == %1$d")),
        new Growing("elements of a partial set", 1000, n -> lines(n, "r contains %1$d if input.x")),
        new Growing("functions of one name", 1000, n -> lines(n, "f(\"a%1$d\", x) := x + %1$d")),
        new Growing("rules below a rule", 500, n -> lines(n, "r.a%1$d := {\"k%1$d\": %1$d}")),
        new Growing("rules that need each other", 500, n -> lines(n, "r%1$d := r%2$d") + last(n)),
        new Growing("types in each other", 500, n -> lines(n, "r%1$d := {1: r%2$d}") + last(n)),
        new Growing(
            "functions that call each other",
            250,
            n -> lines(n, "f%1$d(x) := f%2$d(x)") + "f" + n + "(x) := x"),
        new Growing("a long array", 5000, n -> "r := [" + listed(n, "%1$d") + "]"),
        new Growing("a long set", 2500, n -> "r := {" + listed(n, "%1$d") + "}"),
        new Growing("a long object", 2500, n -> "r := {" + listed(n, "\"k%1$d\": %1$d") + "}"),
        new Growing("computed keys", 500, n -> "r := {" + listed(n, "input.k%1$d: %1$d") + "}"),
        new Growing("tests", 1000, n -> rule(lines(n, "input.a%1$d == %1$d"))),
        new Growing("assignments", 1000, n -> rule(lines(n, "x%1$d := input.a%1$d"))),
        new Growing(
            "expressions in reverse",
            500,
            n -> rule(lines(n, "x%1$d = x%2$d + 1") + "x" + n + " = 1")),
        new Growing(
            "comprehensions", 250, n -> rule(lines(n, "count([y | y := input.a%1$d[_]]) > 1"))),
        new Growing("every", 250, n -> rule(lines(n, "every x in input.a%1$d { x > 1 }"))),
        new Growing("declared", 2000, n -> rule("some b, " + listed(n, "a%1$d") + "; b = 1")),
        new Growing("unsafe", 1000, n -> rule(lines(n, "x%1$d > 1"))),
        new Growing(
            "a template", 500, n -> "r := $\"" + lines(n, "{input.x}").replace("\n", " ") + "\""),
        new Growing("imports", 25_000, n -> lines(n, "import data.a.b%1$d") + "r := 1"),
        new Growing(
            "branches",
            500,
            n ->
                "r := 1 if input.x"
                    + lines(n, " else := %1$d if input.x == %1$d").replace("\n", "")),
        new Growing(
            "metadata",
            250,
            n -> lines(n, "# METADATA\n# title: x\nr%1$d := rego.metadata.rule()")),
        new Growing("modifiers", 200, n -> "s := 1\n" + lines(n, "r%1$d if s == 1 with s as %1$d")),
        new Growing(
            "patterns",
            500,
            n ->
                rule(
                    "["
                        + listed(n, "[a%1$d, b%1$d]")
                        + "] = ["
                        + listed(n, "[1, a%2$d]")
                        + "]; a"
                        + n
                        + " = 1")),
        new Growing("a cycle", 500, n -> lines(n, "r%1$d if r%2$d") + "r" + n + " if r0"));
  }

  @ParameterizedTest
  @MethodSource("growing")
  void whenAProgramGrows_thenItsCostGrowsNoFaster(Growing program) {
    Guarded.compile(program.text.apply(10), OPTIONS); // What is made but once is not counted.
    String once = "package p\n" + program.text.apply(program.size);
    String fourTimes = "package p\n" + program.text.apply(4 * program.size);

    long small = Guarded.compile(once, OPTIONS).allocated();
    long large = Guarded.compile(fourTimes, OPTIONS).allocated();

    assertThat((double) large / small).isLessThan(2.5 * fourTimes.length() / once.length());
  }

  @Test
  void whenOperatorsOrLevelsAreTooMany_thenTheErrorSaysSo() {
    assertRefused("r := a" + " + a".repeat(1000), "too many operators or levels");
    assertRefused("r := " + "[".repeat(1000) + "]".repeat(1000), "nested too deeply");
    assertRefused("r := " + "{1: ".repeat(1000) + "1" + "}".repeat(1000), "nested too deeply");
    assertRefused("r := " + "[x | x := ".repeat(500) + "1" + "]".repeat(500), "nested too deeply");
    assertRefused("r := input" + ".a".repeat(1000), "too many steps in a reference");
    assertRefused("import data" + ".a".repeat(1000), "too many steps in a reference");
    assertRefused("r if true" + " with input.a as 1".repeat(1000), "too many modifiers");
  }

  @Test
  void whenAPlanIsTooDeep_thenTheErrorSaysSoAndWhere() {
    String text = "package p\n" + rule(lines(1000, "some x%1$d in input.a%1$d"));

    Guarded.Outcome outcome = Guarded.compile(text, OPTIONS);

    assertThat(outcome.messages())
        .singleElement()
        .asString()
        .contains("too many iterations, modifiers or comprehensions inside each other");
    assertThat(outcome.result().diagnostics().get(0).span().line()).isBetween(100, 400);
  }

  @Test
  void whenModifiersDoubleWhatIsCompiled_thenTheErrorSaysSo() {
    StringBuilder text = new StringBuilder("package p\nr0 := s0\ns0 := 1\n");
    for (int i = 1; i < 40; i++) {
      text.append(String.format("s%1$d := 1\nr%1$d if { s%1$d; r%2$d\n", i, i - 1));
      text.append(String.format("r%1$d with data.p.s%1$d as 2 }\n", i - 1));
    }

    assertThat(Guarded.compile(text.toString(), OPTIONS).messages())
        .singleElement()
        .asString()
        .contains("too many combinations of `with` modifiers");
  }

  @Test
  void whenModifiersReplaceWhatNoRuleMakes_thenNothingDoubles() {
    StringBuilder text = new StringBuilder("package p\nr0 := input.x\n");
    for (int i = 1; i < 40; i++) {
      text.append(String.format("r%1$d if { r%2$d; r%2$d with data.q%2$d as 2 }\n", i, i - 1));
    }

    assertThat(Guarded.compile(text.toString(), OPTIONS).messages()).isEmpty();
  }

  @Test
  void whenNestedAsDeeplyAsAllowed_thenASmallStackIsEnough() {
    List<List<String>> nests =
        List.of(
            List.of("[", "]"),
            List.of("{1: ", "}"),
            List.of("{", "}"),
            List.of("(", ")"),
            List.of("[1 | true; x := ", "]"),
            List.of("count([", "])"),
            List.of("input[", "]"),
            List.of("{x | every y in input { x = y; z = ", "}}"),
            List.of("$\"{", "}\""),
            List.of("1 - (", ")"),
            List.of("count([1 | true with input.a as ", "])"));
    for (List<String> nest : nests) {
      for (int depth : new int[] {20, 30, 40, 60, 80, 100, 120, 126, 127}) {
        String nested = nest.get(0).repeat(depth) + "1" + nest.get(1).repeat(depth);
        Guarded.compile("package p\nr := " + nested, OPTIONS);
        Guarded.compile("package p\nr if { not " + nested + " }", OPTIONS);
        Guarded.compile("package p\nf(x) := x\nr := f(" + nested + ") if input.x", OPTIONS);
      }
    }
    String ref = ".a".repeat(126);
    Guarded.compile("package p" + ref + "\nr" + ref + " := 1\nq := data.p" + ref, OPTIONS);
    Guarded.compile("package p\nr if input" + "[_]".repeat(120), OPTIONS);
    Guarded.compile("package p\nr if data.q" + "[_]".repeat(120), OPTIONS);
    Guarded.compile("package p\nr := input.x" + " + input.x".repeat(240), OPTIONS);
  }

  @Test
  void whenVariablesDependOnThemselvesOrStandInParameters_thenNothingIsThrown() {
    List<String> rules =
        List.of(
            "r if { io.jwt.decode_verify(\"a\", {y: \"b\"}, [y]) }",
            "r if { count({y}, y) }",
            "f([1 | some x in input]) := 1",
            "f([1 | some x; x = 1]) := 1",
            "f(x, [y | some y in x]) := y if { x } else := [y | some y in x]",
            "f({1 | every x in input { x }}) := 1");
    for (String rule : rules) {
      Guarded.compile("package p\n" + rule, OPTIONS);
    }
  }

  private static void assertRefused(String statement, String message) {
    assertThat(Guarded.compile("package p\n" + statement, OPTIONS).messages())
        .singleElement()
        .asString()
        .contains(message);
  }

  private static String rule(String body) {
    return "r if {\n" + body + "\n}";
  }

  private static String last(int n) {
    return "r" + n + " := 1";
  }

  /** A line for each number, which may name its own and the next one. */
  private static String lines(int n, String format) {
    StringBuilder lines = new StringBuilder();
    IntStream.range(0, n).forEach(i -> lines.append(String.format(format, i, i + 1)).append('\n'));
    return lines.toString();
  }

  private static String listed(int n, String format) {
    return lines(n, format).strip().replace("\n", ", ");
  }
}
