package io.eunomia.testkit.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.eunomia.rego.instrument.EvaluationEvent;
import io.eunomia.rego.instrument.EvaluationPoint;
import io.eunomia.rego.instrument.EvaluationPoint.Kind;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TraceBuilderTest {
  private static final int RULE = 0;
  private static final int FIRST = 1;
  private static final int SECOND = 2;
  private static final int CLOSURE = 3;
  private static final int INNER = 4;
  private static final int NEGATION = 5;

  private static final List<EvaluationPoint> POINTS =
      List.of(
          new EvaluationPoint(Kind.DEFINITION, "p.rego", 1, "data.p", -1),
          new EvaluationPoint(Kind.EXPRESSION, "p.rego", 2, "first", RULE),
          new EvaluationPoint(Kind.EXPRESSION, "p.rego", 3, "second", RULE),
          new EvaluationPoint(Kind.CLOSURE, "p.rego", 3, "inner", -1),
          new EvaluationPoint(Kind.EXPRESSION, "p.rego", 3, "inner", CLOSURE),
          new EvaluationPoint(Kind.NEGATION, "p.rego", 3, "negated", -1));

  private TraceBuilder builder = new TraceBuilder(POINTS, TraceMode.FULL, "data.p");

  private TraceBuilderTest tell(String event) {
    builder.tell(EvaluationEvent.parse(event), Collections.emptySortedMap());
    return this;
  }

  private TraceBuilderTest tell(String event, SortedMap<String, String> values) {
    builder.tell(EvaluationEvent.parse(event), values);
    return this;
  }

  private TraceBuilderTest begins(int body) {
    return tell("begins " + body + " 0");
  }

  private TraceBuilderTest evaluates(int expression) {
    return tell("evaluates " + expression + " 0");
  }

  private TraceBuilderTest holds(int body) {
    return tell("holds " + body + " 0");
  }

  private TraceBuilderTest ends(int body) {
    return tell("ends " + body + " 0");
  }

  private List<String> finished(boolean defined) {
    return texts(builder.finished(defined));
  }

  private static List<String> texts(EvaluationTrace trace) {
    return trace.events().stream()
        .map(e -> "|".repeat(e.depth()) + e.operation().text() + " " + e.text())
        .toList();
  }

  @Test
  void whenNothingIsTold_thenTheQueryFails() {
    assertThat(finished(false))
        .containsExactly("Enter data.p = _", "|Eval data.p = _", "|Fail data.p = _");
  }

  @Test
  void whenBodyEnds_thenItsLastExpressionFailedAndThoseBeforeWereTriedAgain() {
    begins(RULE).evaluates(FIRST).evaluates(SECOND).ends(RULE);

    assertThat(finished(false))
        .containsExactly(
            "Enter data.p = _",
            "|Eval data.p = _",
            "|Enter data.p",
            "||Eval first",
            "||Eval second",
            "||Fail second",
            "||Redo first",
            "|Fail data.p = _");
  }

  @Test
  void whenExpressionBeginsAgain_thenItFailedBefore() {
    begins(RULE).evaluates(FIRST).evaluates(SECOND).evaluates(SECOND).holds(RULE).ends(RULE);

    assertThat(finished(true))
        .containsExactly(
            "Enter data.p = _",
            "|Eval data.p = _",
            "|Enter data.p",
            "||Eval first",
            "||Eval second",
            "||Fail second",
            "||Redo first",
            "||Eval second",
            "||Exit data.p",
            "|Redo data.p",
            "||Redo second",
            "||Redo first",
            "|Exit data.p = _");
  }

  @Test
  void whenBodyHoldsAgain_thenItsLastExpressionHasAnotherSolution() {
    begins(RULE).evaluates(FIRST).holds(RULE).holds(RULE).ends(RULE);

    assertThat(finished(true).subList(2, 10))
        .containsExactly(
            "|Enter data.p",
            "||Eval first",
            "||Exit data.p",
            "|Redo data.p",
            "||Redo first",
            "||Exit data.p",
            "|Redo data.p",
            "||Redo first");
  }

  @Test
  void whenBodyEndsWithWhatHolds_thenNothingIsTriedAgain() {
    begins(RULE).evaluates(FIRST).tell("holds_last 0 0").ends(RULE);

    assertThat(finished(true).subList(2, 6))
        .containsExactly("|Enter data.p", "||Eval first", "||Exit data.p", "|Exit data.p = _");
  }

  @Test
  void whenEarlierExpressionContinues_thenWhatWasBehindItFailed() {
    begins(RULE).evaluates(FIRST).tell("continues 1 1").evaluates(SECOND).tell("continues 1 1");
    begins(CLOSURE).evaluates(INNER).ends(CLOSURE).evaluates(SECOND).ends(RULE);

    assertThat(finished(false).subList(2, 13))
        .containsExactly(
            "|Enter data.p",
            "||Eval first",
            "||Eval second",
            "||Fail second",
            "||Redo first",
            "||Enter inner",
            "|||Eval inner",
            "|||Fail inner",
            "||Eval second",
            "||Fail second",
            "||Redo first");
  }

  @Test
  void whenNegatedExpressionHolds_thenItIsABodyOfItsOwn() {
    begins(RULE).evaluates(FIRST).begins(NEGATION).tell("holds_last 5 0").ends(NEGATION);
    ends(RULE);

    assertThat(finished(false).subList(2, 8))
        .containsExactly(
            "|Enter data.p",
            "||Eval first",
            "||Enter negated",
            "|||Eval negated",
            "|||Exit negated",
            "||Fail first");
  }

  @Test
  void whenBodyEndsWithoutThoseInIt_thenTheyEndToo() {
    begins(RULE).evaluates(FIRST).begins(CLOSURE).evaluates(INNER).ends(RULE);

    assertThat(finished(false).subList(2, 8))
        .containsExactly(
            "|Enter data.p",
            "||Eval first",
            "||Enter inner",
            "|||Eval inner",
            "|||Fail inner",
            "||Fail first");
  }

  @Test
  void whenBodyHasNotBegun_thenWhatIsToldOfItIsNothing() {
    ends(RULE).holds(RULE).evaluates(FIRST).tell("continues 1 1");

    assertThat(finished(false)).hasSize(3);
  }

  @Test
  void whenEvaluationStops_thenTraceGoesThatFar() {
    begins(RULE).evaluates(FIRST).begins(CLOSURE).evaluates(INNER);

    assertThat(texts(builder.stopped()))
        .containsExactly(
            "Enter data.p = _",
            "|Eval data.p = _",
            "|Enter data.p",
            "||Eval first",
            "||Enter inner",
            "|||Eval inner");
  }

  @Test
  void whenFailsAreWanted_thenThereAreTheBodiesThatTheyAreNestedIn() {
    builder = new TraceBuilder(POINTS, TraceMode.FAILS, "data.p");
    begins(RULE).evaluates(FIRST).begins(CLOSURE).holds(CLOSURE).ends(CLOSURE);
    begins(NEGATION).ends(NEGATION).evaluates(SECOND).ends(RULE);

    assertThat(finished(false))
        .containsExactly(
            "Enter data.p = _",
            "|Enter data.p",
            "||Enter negated",
            "|||Fail negated",
            "||Fail second",
            "|Fail data.p = _");
  }

  @Test
  void whenNothingFailsBeforeItStops_thenFailsEndWithWhereItIs() {
    builder = new TraceBuilder(POINTS, TraceMode.FAILS, "data.p");
    begins(RULE).evaluates(FIRST).begins(CLOSURE).evaluates(INNER).holds(CLOSURE).ends(CLOSURE);

    assertThat(texts(builder.stopped()))
        .containsExactly("Enter data.p = _", "|Enter data.p", "||Eval first");
  }

  @Test
  void whenNotesAreWanted_thenThereAreTheBodiesThatTheyAreNestedIn() {
    builder = new TraceBuilder(POINTS, TraceMode.NOTES, "data.p");
    begins(RULE).evaluates(FIRST).begins(CLOSURE).evaluates(INNER);
    builder.note("a \"b\"\n");
    ends(CLOSURE).ends(RULE);

    assertThat(TraceText.lines(builder.finished(false)))
        .containsExactly(
            "query:1     Enter data.p = _",
            "p.rego:1    | Enter data.p",
            "p.rego:3    | | Enter inner",
            "p.rego:3    | | | Note \"a \\\"b\\\"\\n\"");
  }

  @Test
  void whenThereIsNoNote_thenNotesAreEmpty() {
    builder = new TraceBuilder(POINTS, TraceMode.NOTES, "data.p");
    begins(RULE).evaluates(FIRST).ends(RULE);

    EvaluationTrace trace = builder.finished(false);
    assertThat(trace.isEmpty()).isTrue();
    assertThat(TraceText.lines(trace)).isEmpty();
  }

  @Test
  void whenValuesAreTold_thenTheyStandBelowWhatTheyAreOf() {
    SortedMap<String, String> values = new TreeMap<>();
    values.put("y", "\"a\"");
    values.put("x", "5");
    builder = new TraceBuilder(POINTS, TraceMode.DEBUG, "data.p");
    begins(RULE).tell("evaluates 1 0", values).ends(RULE);

    assertThat(TraceText.lines(builder.finished(false)))
        .containsExactly(
            "query:1     Enter data.p = _",
            "query:1     | Eval data.p = _",
            "p.rego:1    | Enter data.p",
            "p.rego:2    | | Eval first",
            "            | | | {x: 5, y: \"a\"}",
            "p.rego:2    | | Fail first",
            "            | | | {x: 5, y: \"a\"}",
            "query:1     | Fail data.p = _");
  }

  @Test
  void whenThereAreTooManyEvents_thenTheRestIsCounted() {
    builder = new TraceBuilder(POINTS, TraceMode.FULL, "data.p", 3);
    begins(RULE).evaluates(FIRST).ends(RULE);

    EvaluationTrace trace = builder.finished(false);
    assertThat(trace.events()).hasSize(3);
    assertThat(trace.omitted()).isEqualTo(3);
    assertThat(TraceText.lines(trace)).last().isEqualTo("… and 3 more");
  }

  @Test
  void whenWrittenAsJson_thenMembersAreThoseOfOpa() {
    SortedMap<String, String> values = new TreeMap<>();
    values.put("x", "[\"a\"]");
    begins(RULE).tell("evaluates 1 0", values);
    builder.note("here");
    ArrayNode json = TraceJson.of(builder.stopped());

    assertThat(json.get(0).toString())
        .isEqualTo(
            "{\"Op\":\"Enter\",\"Location\":{\"file\":\"query\",\"row\":1},"
                + "\"Node\":\"data.p = _\",\"QueryID\":0,\"ParentID\":0,"
                + "\"Locals\":{},\"Message\":\"\"}");
    assertThat(json.get(3).toString())
        .isEqualTo(
            "{\"Op\":\"Eval\",\"Location\":{\"file\":\"p.rego\",\"row\":2},"
                + "\"Node\":\"first\",\"QueryID\":1,\"ParentID\":0,"
                + "\"Locals\":{\"x\":\"[\\\"a\\\"]\"},\"Message\":\"\"}");
    assertThat(json.at("/4/Message").asText()).isEqualTo("here");
  }

  @Test
  void whenTextIsNoEvent_thenItIsRefused() {
    assertThatThrownBy(() -> EvaluationEvent.parse("evaluates 1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tell("notes 0 0")).isInstanceOf(IllegalArgumentException.class);
    EvaluationEvent event = new EvaluationEvent(EvaluationEvent.Step.HOLDS_LAST, 7, 0);
    assertThat(EvaluationEvent.parse(event.text())).isEqualTo(event);
  }
}
