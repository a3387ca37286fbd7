package io.eunomia.rego.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Var;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyParserTest {
  @Test
  void whenLinesOrSemicolonsSeparate_thenEachIsAnExpression() {
    assertThat(Parsed.query("x := 1; y = 2\r\nz\n\n\n# comment\nnot w")).hasSize(4);
    assertThat(Parsed.query("x :=\n1")).hasSize(1);
  }

  @Test
  void whenAssignedOrUnified_thenTheOperatorsAreCalled() {
    assertThat(literal("x := 1").term()).isEqualTo(Parsed.term("assign(x, 1)"));
    assertThat(literal("[x, 1] = y").term()).isEqualTo(Parsed.term("eq([x, 1], y)"));
  }

  @Test
  void whenNegated_thenTheExpressionSaysSo() {
    Expr.Literal literal = literal("not x.y == 1 with input as {}");

    assertThat(literal.negated()).isTrue();
    assertThat(literal.term()).isEqualTo(Parsed.term("x.y == 1"));
    assertThat(literal.span().text()).isEqualTo("not x.y == 1 with input as {}");
  }

  @Test
  void whenModified_thenModifiersAreKeptInOrder() {
    Expr.Literal literal =
        literal("f(x)\n  with input.a as 1\n  with data.b as y with count as g with input as z");

    assertThat(literal.withs())
        .extracting(w -> w.target().dotted())
        .containsExactly("input.a", "data.b", "count", "input");
    assertThat(literal.withs().get(1).value()).isEqualTo(Parsed.term("y"));
    assertThat(literal.withs().get(0).span().text()).isEqualTo("with input.a as 1");
  }

  @Test
  void whenVariablesAreDeclared_thenTheyAreListed() {
    Expr.Some some = (Expr.Some) Parsed.expr("some x, y");

    assertThat(some.vars()).extracting(Var::name).containsExactly("x", "y");
    assertThat(Parsed.query("some x; x == 1")).hasSize(2);
  }

  @Test
  void whenSomeIsOfADomain_thenPatternsAreKept() {
    Expr.SomeIn values = (Expr.SomeIn) Parsed.expr("some {\"a\": x} in xs with input as 1");
    Expr.SomeIn pairs = (Expr.SomeIn) Parsed.expr("some k, [v, _] in f(xs)");

    assertThat(values.key()).isNull();
    assertThat(values.value()).isEqualTo(Parsed.term("{\"a\": x}"));
    assertThat(values.withs()).hasSize(1);
    assertThat(pairs.key()).isEqualTo(Parsed.term("k"));
    assertThat(pairs.domain()).isEqualTo(Parsed.term("f(xs)"));
  }

  @Test
  void whenEvery_thenKeyValueDomainAndBodyAreKept() {
    Expr.Every every =
        (Expr.Every) Parsed.expr("every k, v in input.xs { v > 1; k != 2 } with input.xs as []");

    assertThat(every.key()).isEqualTo(Parsed.term("k"));
    assertThat(every.value()).isEqualTo(Parsed.term("v"));
    assertThat(every.domain()).isEqualTo(Parsed.term("input.xs"));
    assertThat(every.body()).hasSize(2);
    assertThat(every.withs()).hasSize(1);
    assertThat(((Expr.Every) Parsed.expr("every x in {1} { x }")).key()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"not.allowed", "some.x == 1", "every[\"x\"]", "in.x", "with.x", "not true.x"})
  void whenAKeywordTouchesAStep_thenItIsAName(String text) {
    assertThat(Parsed.expr(text)).isInstanceOf(Expr.Literal.class);
  }

  @Test
  void whenAKeywordStartsARefOnItsOwnLine_thenItContinuesNothing() {
    assertThat(Parsed.query("x == 1\nwith.foo == 2\nin.bar == 3")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "x := 1 y ! 1:8: unexpected identifier token: expected \\n or ; or eof",
        "x, y ! 1:2: unexpected , token: expected \\n or ; or eof",
        "x; ! 1:3: unexpected eof token",
        "not not x ! 1:5: unexpected not keyword",
        "not some x ! 1:5: unexpected some keyword: illegal negation of 'some'",
        "not every x in y { z } ! 1:5: unexpected every keyword: illegal negation of 'every'",
        "some 1 ! 1:6: unexpected number token: expected var",
        "some x == 1 ! 1:12: unexpected eof token: expected `x in xs` or `x, y in xs` expression",
        "every x { x } ! 1:9: unexpected { token: expected `x[, y] in xs { ... }` expression",
        "every x == y { z } ! 1:14: unexpected { token: expected `x[, y] in xs { ... }` expression",
        "every [x] in y { z } ! 1:16: unexpected { token: expected value to be a variable",
        "every 1, x in y { z } ! 1:17: unexpected { token: expected key to be a variable",
        "every data in y { z } ! 1:17: unexpected { token: expected value to be a variable",
        "every x in y ! 1:13: unexpected eof token: missing body",
        "every x in y {} ! 1:15: found empty body",
        "x with 1 as 2 ! 1:8: unexpected number token: expected ident",
        "x with input 2 ! 1:14: unexpected number token: expected as keyword",
        "x with f(1) as 2 ! 1:13: unexpected as keyword: expected with target path",
      })
  void whenExpressionsAreWrong_thenTheErrorSaysWhereAndWhy(String text, String error) {
    assertThat(Parsed.queryErrors(text)).containsExactly(error);
  }

  private static Expr.Literal literal(String text) {
    return (Expr.Literal) Parsed.expr(text);
  }
}
