package io.eunomia.rego.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "p := 1 ! p",
        "p.q.r := 1 ! p.q.r",
        "p[\"q\"].r = 1 ! p.q.r",
        "p.q[x] := y if some x, y in xs ! p.q[x]",
        "p if true ! p",
        "p[x] if x := 1 ! p[x]",
        "p contains 1 ! p",
        "p.q contains x if x := 1 ! p.q",
        "f(x) := x ! f",
        "f.g(x, _) if x ! f.g",
        "if.allowed := 1 ! if.allowed",
        "contains := 1 ! contains",
        "default p := 1 ! p",
        "default.q := 1 ! default.q",
        "else.p := 1 ! else.p",
        "p [x] if x := 1 ! p[x]",
      })
  void whenRulesAreNamed_thenTheNameIsARef(String text, String name) {
    assertThat(Parsed.rule(text).head().ref()).hasToString(name);
  }

  @Test
  void whenAValueIsWritten_thenTheHeadSaysHow() {
    Head assigned = Parsed.rule("p := 1 if true").head();
    Head unified = Parsed.rule("p = 1 if true").head();
    Head plain = Parsed.rule("p if true").head();

    assertThat(assigned.assign()).isTrue();
    assertThat(assigned.written()).isTrue();
    assertThat(unified.assign()).isFalse();
    assertThat(unified.written()).isTrue();
    assertThat(plain.written()).isFalse();
    assertThat(plain.value()).isEqualTo(Parsed.term("true"));
    assertThat(plain.isFunction()).isFalse();
  }

  @Test
  void whenContains_thenThereIsAKeyAndNoValue() {
    Head head = Parsed.rule("p.q contains [x, 1] if x := 1").head();

    assertThat(head.isMultiValue()).isTrue();
    assertThat(head.key()).isEqualTo(Parsed.term("[x, 1]"));
    assertThat(head.value()).isNull();
  }

  @Test
  void whenFunction_thenParametersAreTerms() {
    Rule rule = Parsed.rule("f(x, [1, y], {\"k\": _}) := x + y if x > y");

    assertThat(args(rule)).hasSize(3);
    assertThat(args(rule).get(1)).isEqualTo(Parsed.term("[1, y]"));
  }

  @Test
  void whenDefault_thenItHasNoBody() {
    Rule rule = Parsed.rule("default f(_, x) := [1, {\"a\": set()}]");

    assertThat(rule.isDefault()).isTrue();
    assertThat(rule.body()).isEmpty();
    assertThat(args(rule)).hasSize(2);
    assertThat(rule.span().text()).startsWith("default f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "p if { x := 1; x > 0 } ! 2",
        "p if x > 0 ! 1",
        "p if { true } ! 1",
        "p if {} ! 1",
        "p if {1} == {1} ! 1",
        "p if {\"a\": 1}.a ! 1",
        "p if {| f(1)| f(2)|} ! 2",
        "p if not x with input as 1 ! 1",
        "p if every x in xs { x; x } ! 1",
        "p if|| x ! 1",
      })
  void whenABodyFollowsIf_thenSetsOfOneElementAreBodies(String text, int size) {
    assertThat(Parsed.rule(text.replace('|', '\n')).body()).hasSize(size);
  }

  @Test
  void whenAComprehensionFollowsIf_thenItIsNoBody() {
    assertThat(Parsed.rule("p if { x | x := 1; x > 0 }").body()).hasSize(1);
  }

  @Test
  void whenBranchesFollow_thenTheyAreInOrder() {
    Rule rule =
        Parsed.rule(
            """
            p := 1 if {
              a
            } else := 2 if b
            else = 3 if {
              c
              d
            } else if { e }
            else := 4
            """);
    List<Else> elses = rule.elses();

    assertThat(elses).hasSize(4);
    assertThat(elses).extracting(Else::written).containsExactly(true, true, false, true);
    assertThat(elses).extracting(Else::assign).containsExactly(true, false, false, true);
    assertThat(elses).extracting(e -> e.body().size()).containsExactly(1, 2, 1, 0);
    assertThat(elses.get(2).value()).isEqualTo(Parsed.term("true"));
    assertThat(elses.get(3).span().text()).isEqualTo("else := 4");
  }

  @Test
  void whenSeveralBodiesFollow_thenEachIsARule() {
    List<Rule> rules =
        Parsed.module("package test\nf(x, _) := 1 if { x == 1 } { x == 2 }\n{ x == 3 }").rules();

    assertThat(rules).hasSize(3);
    assertThat(rules).extracting(r -> r.head().ref().dotted()).containsOnly("f");
    assertThat(rules).extracting(r -> wildcard(r)).doesNotHaveDuplicates();
    assertThat(rules.get(2).span().text()).isEqualTo("{ x == 3 }");
  }

  private static Term wildcard(Rule rule) {
    assertThat(((Var) args(rule).get(1)).isWildcard()).isTrue();
    return args(rule).get(1);
  }

  private static List<Term> args(Rule rule) {
    return Objects.requireNonNull(rule.head().args());
  }

  @Test
  void whenOldSyntaxIsRead_thenItIsUnderstoodInV0() {
    Rule set = Parsed.rule("p[x] { x := 1 }", ParserOptions.V0);
    Rule object = Parsed.rule("p[x] = y { x := 1; y := 2 }", ParserOptions.V0);
    Rule bare = Parsed.rule("p.q", ParserOptions.V0);
    Rule named = Parsed.rule("if = contains { every := in(1) }", ParserOptions.V0);

    assertThat(set.head().key()).isEqualTo(Parsed.term("x"));
    assertThat(set.head().ref()).hasToString("p");
    assertThat(object.head().ref()).hasToString("p[x]");
    assertThat(bare.head().key()).isEqualTo(Parsed.term("\"q\""));
    assertThat(named.head().value()).isEqualTo(Parsed.term("contains"));
    assertThat(Parsed.rule("p { true } else = 2 { true }", ParserOptions.V0).elses()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import future.keywords\np contains x if { some x in [1]; every y in [1] { y } }",
        "import future.keywords.if\nimport future.keywords.in\np if 1 in [1]",
        "import future.keywords.every\np { every y in [1] { y } }",
        "import rego.v1\np contains x if some x in [1]",
        "p if true\nimport rego.v1",
      })
  void whenKeywordsAreImported_thenV0HasThem(String text) {
    if (text.startsWith("import")) {
      assertThat(Parsed.module("package test\n" + text, ParserOptions.V0).rules()).hasSize(1);
    } else {
      assertThat(Parsed.errors("package test\n" + text, ParserOptions.V0)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "p { true } ! 2:1: `if` keyword is required before rule body",
        "f(x) { x } ! 2:1: `if` keyword is required before function body",
        "p if { true } else { true } ! 2:15: `if` keyword is required before rule body",
        "p.q ! 2:1: `contains` keyword is required for partial set rules",
        "p.q.r ! 2:1: rule must have value assignment and/or body declaration",
        "p ! 2:1: var cannot be used for rule name",
        "\"p\" ! 2:1: string cannot be used for rule name",
        "1 := 2 ! 2:1: number cannot be used for rule name",
        "[1 | true] ! 2:1: arraycomprehension cannot be used for rule name",
        "set() ! 2:1: set cannot be used for rule name",
        "f(x).y := 1 ! 2:1: ref cannot be used for rule name",
        "x == 1 ! 2:1: rule name conflicts with built-in function",
        "count(x) ! 2:1: rule name conflicts with built-in function",
        "x in xs ! 2:1: rule name conflicts with built-in function",
        "p; q ! 2:1: multiple expressions cannot be used for rule head",
        "not p ! 2:1: negated expressions cannot be used for rule head",
        "some x ! 2:1: 'some' declarations cannot be used for rule head",
        "some x in y ! 2:1: 'some' declarations cannot be used for rule head",
        "every x in y { z } ! 2:1: expression cannot be used for rule head",
        "p := 1 with input as 2 ! 2:1: expressions using with keyword cannot be used for rule head",
        "p if ! 2:5: unexpected eof token",
        "p if { ! 2:7: unexpected eof token",
        "p if { true ! 2:12: unexpected eof token: expected \\n or ; or }",
        "p := ! 2:5: unexpected eof token: expected rule value term (e.g., p := <VALUE> { ... })",
        "f(x) := if ! 2:9: unexpected if keyword: expected function value term (e.g., f(...) := <VALUE> { ... })",
        "default p := ! 2:13: unexpected eof token: expected default rule value term (e.g., default p := <VALUE>)",
        "default p ! 2:1: illegal default rule (must have a value)",
        "default p := x ! 2:1: illegal default rule (value cannot contain var)",
        "default p := [input.x] ! 2:1: illegal default rule (value cannot contain ref)",
        "default p := 1 + 1 ! 2:1: illegal default rule (value cannot contain call)",
        "default f(1) := 1 ! 2:1: illegal default rule (arguments cannot contain number)",
        "default f(x, x) := 1 ! 2:1: illegal default rule (arguments cannot be repeated x)",
        "p contains x if { x } else := 1 ! 2:23: else keyword cannot be used on multi-value rules",
        "p[x] if { x := 1 } else := 1 ! 2:20: else keyword cannot be used on rules with variables in head",
        "p if { x } else ! 2:16: unexpected eof token: expected else value term or rule body",
        "p if { x } else if ! 2:19: unexpected eof token: rule body expected",
        "p if { x } else if y { z } ! 2:22: expected else keyword",
        "f(x) contains y ! 2:6: unexpected contains keyword: the contains keyword can only be used with multi-value rule definitions (e.g., f contains <VALUE> { ... })",
      })
  void whenRulesAreWrong_thenTheErrorSaysWhereAndWhy(String text, String error) {
    ParserOptions options = ParserOptions.V1.withBuiltins(Set.of("count"));

    assertThat(Parsed.errors("package test\n" + text, options)).containsExactly(error);
  }
}
