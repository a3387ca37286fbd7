package io.eunomia.rego.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.ArrayComprehension;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.ObjectComprehension;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "a + b * c ! plus(a, mul(b, c))",
        "a * b + c ! plus(mul(a, b), c)",
        "a - b - c ! minus(minus(a, b), c)",
        "a - (b - c) ! minus(a, minus(b, c))",
        "a / b % c ! rem(div(a, b), c)",
        "a | b & c ! or(a, and(b, c))",
        "a & b + c ! and(a, plus(b, c))",
        "a | b == c ! equal(or(a, b), c)",
        "a < b == c ! equal(lt(a, b), c)",
        "a <= b ! lte(a, b)",
        "a > b ! gt(a, b)",
        "a >= b ! gte(a, b)",
        "a in b ! internal.member_2(a, b)",
        "a == b in c ! internal.member_2(equal(a, b), c)",
        "a in b == c ! internal.member_2(a, equal(b, c))",
        "a in b in c ! internal.member_2(internal.member_2(a, b), c)",
        "k, v in xs ! internal.member_3(k, v, xs)",
        "k + 1, v in xs ! internal.member_3(plus(k, 1), v, xs)",
        "f(k, v in xs) ! f(k, internal.member_2(v, xs))",
        "f((k, v in xs)) ! f(internal.member_3(k, v, xs))",
        "a -1 ! minus(a, 1)",
        "a - -1 ! minus(a, -1)",
        "contains(a, b) ! contains(a, b)",
        "io.jwt.decode(a) ! io.jwt.decode(a)",
      })
  void whenOperatorsMeet_thenTheyBindAsOpaHasIt(String text, String asCalls) {
    Term term = Parsed.term(text);

    assertThat(term).isEqualTo(Parsed.term(asCalls)).isInstanceOf(Call.class);
    assertThat(term.span().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "0, 0",
        "-7, -7",
        "- 7, -7",
        ".5, 0.5",
        "-.5, -0.5",
        "1e3, 1e3",
        "1.25E-2, 1.25E-2",
        "123456789012345678901234567890, 123456789012345678901234567890",
      })
  void whenNumbersAreRead_thenExactly(String text, String value) {
    assertThat(((NumberTerm) Parsed.term(text)).value())
        .isEqualByComparingTo(new BigDecimal(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "-01", ".5.5", "--1", "-", ".", "-.", "1e100000"})
  void whenNumbersAreOdd_thenRefused(String text) {
    assertThat(Parsed.termErrors(text)).hasSize(1);
  }

  @Test
  void whenStringsAreRead_thenEscapesAreResolved() {
    assertThat(string("\"a\\n\\t\\\"\\\\\\/\\b\\f\\r\\u00e9\"")).isEqualTo("a\n\t\"\\/\b\f\ré");
    assertThat(string("\"\\ud83d\\ude00\"")).isEqualTo("\uD83D\uDE00");
    assertThat(string("\"\\ud83d!\\ude00\"")).as("halves").isEqualTo("\uFFFD!\uFFFD");
    assertThat(string("`raw \\n\n\"text\"`")).isEqualTo("raw \\n\n\"text\"");
    assertThat(((StringTerm) Parsed.term("`x`")).raw()).isTrue();
  }

  private static String string(String text) {
    return ((StringTerm) Parsed.term(text)).value();
  }

  @Test
  void whenRefsAreRead_thenDotsAreStrings() {
    Ref ref = (Ref) Parsed.term("input.a[\"b c\"][x].if");

    assertThat(ref.head()).isEqualTo(Parsed.term("input"));
    assertThat(ref.path())
        .containsExactly(
            Parsed.term("\"a\""), Parsed.term("\"b c\""), Parsed.term("x"), Parsed.term("\"if\""));
    assertThat(ref.path().get(3).span().text()).isEqualTo("if");
  }

  @Test
  void whenRefsStartWithOtherTerms_thenTheyAreTheHead() {
    assertThat(((Ref) Parsed.term("[1, 2][0]")).head()).isInstanceOf(ArrayTerm.class);
    assertThat(((Ref) Parsed.term("{\"a\": 1}.a")).head()).isInstanceOf(ObjectTerm.class);
    assertThat(((Ref) Parsed.term("{1}[x]")).head()).isInstanceOf(SetTerm.class);
    assertThat(((Ref) Parsed.term("[x | x := 1][0]")).head())
        .isInstanceOf(ArrayComprehension.class);
    assertThat(((Ref) Parsed.term("f(x).y[0]")).head()).isInstanceOf(Call.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\".b", "1 [0].x[", "true.x", "$\"\"[0]", "(a.b).c"})
  void whenRefsStartWithWhatHasNoSteps_thenRefused(String text) {
    assertThat(Parsed.termErrors(text)).hasSize(1);
  }

  @Test
  void whenStepsStandApart_thenTheyAreNoSteps() {
    assertThat(Parsed.termErrors("a. b"))
        .containsExactly("1:3: unexpected whitespace token: expected identifier");
    assertThat(Parsed.termErrors("a .b")).hasSize(1);
    assertThat(Parsed.queryErrors("a\n[b]")).isEmpty();
    assertThat(Parsed.query("a\n[b]")).hasSize(2);
  }

  @Test
  void whenBracesAreRead_thenSetsAndObjectsAreToldApart() {
    assertThat(Parsed.term("{}")).isEqualTo(Parsed.term("{ }")).isInstanceOf(ObjectTerm.class);
    assertThat(Parsed.term("set()")).isInstanceOf(SetTerm.class);
    assertThat(((SetTerm) Parsed.term("{1, 2, 2,}")).elements()).hasSize(3);
    assertThat(((ObjectTerm) Parsed.term("{\"a\": 1, b: 2,}")).entries()).hasSize(2);
    assertThat(((ObjectTerm) Parsed.term("{a + 1: b | c, d: e}")).entries()).hasSize(2);
    assertThat(((ArrayTerm) Parsed.term("[1, 2,]")).elements()).hasSize(2);
    assertThat(Parsed.term("[]")).isInstanceOf(ArrayTerm.class);
  }

  @Test
  void whenABarFollowsTheFirstTerm_thenAComprehensionIsPreferred() {
    assertThat(Parsed.term("{a | b}")).isInstanceOf(SetComprehension.class);
    assertThat(Parsed.term("[a | b]")).isInstanceOf(ArrayComprehension.class);
    assertThat(Parsed.term("{a: b | c}")).isInstanceOf(ObjectComprehension.class);
    assertThat(Parsed.term("{a + 1: b | c}")).isInstanceOf(ObjectComprehension.class);
    assertThat(Parsed.term("{a | b, c}")).isInstanceOf(SetTerm.class);
    assertThat(Parsed.term("[a | b, c]")).isInstanceOf(ArrayTerm.class);
    assertThat(Parsed.term("{a: b | c, d: e}")).isInstanceOf(ObjectTerm.class);
    assertThat(Parsed.term("[(a | b)]")).isInstanceOf(ArrayTerm.class);
    assertThat(Parsed.term("[x | some x, y in xs]")).isInstanceOf(ArrayComprehension.class);
  }

  @Test
  void whenAComprehensionHasABody_thenItIsKept() {
    ObjectComprehension comprehension =
        (ObjectComprehension) Parsed.term("{k: v |\n some k, v in xs\n v > 1; not f(k)}");

    assertThat(comprehension.key()).isEqualTo(Parsed.term("k"));
    assertThat(comprehension.value()).isEqualTo(Parsed.term("v"));
    assertThat(comprehension.body()).hasSize(3);
  }

  @Test
  void whenWildcardsAreWritten_thenEachIsAVariableOfItsOwn() {
    ArrayTerm array = (ArrayTerm) Parsed.term("[_, _]");

    assertThat(array.elements().get(0)).isNotEqualTo(array.elements().get(1));
    assertThat(((Var) array.elements().get(0)).isWildcard()).isTrue();
    assertThat(((Ref) Parsed.term("a._")).path().get(0)).isEqualTo(Parsed.term("\"_\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "[1 2] ! 1:4: unexpected number token: expected \",\" or \"]\"",
        "f(1 ! 1:4: unexpected eof token: expected \",\" or \")\"",
        "{1 2} ! 1:4: unexpected number token: non-terminated set",
        "{1: 2 3} ! 1:7: unexpected number token: non-terminated object",
        "{1: 2, 3} ! 1:5: unexpected number token: non-terminated object",
        "(1 ! 1:3: non-terminated expression",
        "a[1 ! 1:4: unexpected eof token: expected ]",
        "1 + ! 1:4: unexpected eof token",
        "if ! 1:1: unexpected if keyword",
        "1 2 ! 1:3: unexpected number token",
        "{x | } ! 1:6: found empty body",
      })
  void whenTermsAreWrong_thenTheErrorSaysWhereAndWhy(String text, String error) {
    assertThat(Parsed.termErrors(text)).containsExactly(error);
  }
}
