package io.eunomia.rego.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.eunomia.rego.ast.AstPrinter;
import io.eunomia.rego.ast.AstRewriter;
import io.eunomia.rego.ast.Term;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text makes the parser overflow its stack, run for long or eat memory. */
class ParserLimitsTest {
  private static final int HUGE = 30_000;
  private static final long SMALL_STACK = 512 * 1024;
  private static final Duration SOON = Duration.ofSeconds(20);

  /** What opens, what stands in the middle, and what closes. */
  record Nest(String open, String middle, String close) {
    String times(int depth) {
      return open.repeat(depth) + middle + close.repeat(depth);
    }
  }

  static List<Nest> nests() {
    return List.of(
        new Nest("[", "1", "]"),
        new Nest("{", "1", "}"),
        new Nest("(", "1", ")"),
        new Nest("f(", "1", ")"),
        new Nest("a[", "1", "]"),
        new Nest("{\"a\": ", "1", "}"),
        new Nest("{\"a\": 1, \"b\": ", "1", "}"),
        new Nest("[1 | ", "true", "]"),
        new Nest("{1 | ", "true", "}"),
        new Nest("{1: 1 | ", "true", "}"),
        new Nest("[1 | every x in xs { ", "true", " }]"),
        new Nest("[1 | x := ", "1", "]"),
        new Nest("[1 | true with input as ", "1", "]"),
        new Nest("[a | ", "b", ", c]"),
        new Nest("{a | ", "b", ", c}"),
        new Nest("{a: b | ", "c", ", d: e}"),
        new Nest("$\"{", "1", "}\""),
        new Nest("1 + (", "1", ")"),
        new Nest("(a, ", "b", " in c)"));
  }

  @ParameterizedTest
  @MethodSource("nests")
  void whenNestedAsDeeplyAsAllowed_thenASmallStackIsEnough(Nest nest) {
    int depth = 1;
    while (Parsed.termErrors(nest.times(depth + 1)).isEmpty()) {
      depth++;
    }
    assertThat(depth).isBetween(RegoParser.MAX_DEPTH / 3 - 2, RegoParser.MAX_DEPTH);
    String deepest = nest.times(depth);
    withSmallStack(
        () -> {
          Term term = Parsed.term(deepest);
          assertThat(new AstRewriter() {}.term(term)).isSameAs(term);
        });
    String half = nest.times(depth / 2); // What is printed can have more parentheses.
    withSmallStack(
        () -> {
          Term term = Parsed.term(half);
          assertThat(Parsed.term(AstPrinter.print(term))).isEqualTo(term).hasSameHashCodeAs(term);
        });
  }

  @ParameterizedTest
  @MethodSource("nests")
  void whenNestedTooDeeply_thenRefusedSoon(Nest nest) {
    String text = nest.times(HUGE);
    withSmallStack(() -> assertThat(Parsed.termErrors(text)).hasSize(1));
    withSmallStack(() -> assertThat(Parsed.errors("package p\nq if " + text)).hasSize(1));
    withSmallStack(() -> assertThat(Parsed.errors("package p\nq := " + text)).hasSize(1));
  }

  @ParameterizedTest
  @MethodSource("nests")
  void whenNeverClosed_thenRefusedSoon(Nest nest) {
    String text = nest.open.repeat(RegoParser.MAX_DEPTH - 2);
    withSmallStack(() -> assertThat(Parsed.termErrors(text)).hasSize(1));
    withSmallStack(() -> assertThat(Parsed.errors("package p\nq if " + text)).hasSize(1));
  }

  @Test
  void whenNestedTooDeeply_thenTheErrorSaysSo() {
    assertThat(Parsed.termErrors("[".repeat(HUGE)))
        .containsExactly(
            "1:"
                + (RegoParser.MAX_DEPTH + 1)
                + ": nested too deeply: more than "
                + RegoParser.MAX_DEPTH
                + " levels");
  }

  @Test
  void whenOperatorsChainForTooLong_thenRefused() {
    String chain = "1" + " + 1".repeat(HUGE);
    withSmallStack(() -> assertThat(Parsed.termErrors(chain)).hasSize(1));
    String calls = "a" + ".b(1)".repeat(HUGE);
    withSmallStack(() -> assertThat(Parsed.termErrors(calls)).hasSize(1));
    String longRef = "a" + ".b".repeat(HUGE);
    withSmallStack(() -> assertThat(Parsed.termErrors(longRef)).hasSize(1));
    String modifiers = "true" + " with input as 1".repeat(HUGE / 10);
    withSmallStack(() -> assertThat(Parsed.queryErrors(modifiers)).hasSize(1));
  }

  @Test
  void whenTextIsLongButFlat_thenParsedSoon() {
    withSmallStack(
        () -> {
          Parsed.term("[" + "1, ".repeat(HUGE) + "]");
          Parsed.term("{" + "\"k\": {1 | 1 == 1}, ".repeat(HUGE / 10) + "}");
          Parsed.term("a" + ".b[1]".repeat(RegoParser.MAX_STEPS / 2));
          Parsed.term("$\"" + "{x} and ".repeat(HUGE) + "\"");
          Parsed.module("package p\n" + "q if { x := 1; x > 0 }\n".repeat(HUGE / 10));
          Parsed.module("package p\nq if false" + " else := 2 if false".repeat(HUGE / 10));
          Parsed.module("package p\nq if {true}" + " {true}".repeat(HUGE / 10));
          Parsed.query("x := 1\n".repeat(HUGE));
          Parsed.query("true" + " with input.a as 1".repeat(RegoParser.MAX_STEPS));
        });
  }

  @Test
  void whenThereAreManyErrors_thenAllAreReportedSoon() {
    withSmallStack(
        () -> assertThat(Parsed.errors("package p\n" + "q\n".repeat(HUGE))).hasSize(HUGE));
  }

  @Test
  void whenNumbersAreHuge_thenRefusedSoon() {
    withSmallStack(
        () -> {
          assertThat(Parsed.termErrors("1".repeat(10 * HUGE)))
              .containsExactly("1:1: number too big");
          assertThat(Parsed.termErrors("1e99999999999999999999")).hasSize(1);
          assertThat(Parsed.termErrors("1e-9999999")).hasSize(1);
          assertThat(Parsed.termErrors("0e9999999")).isEmpty();
        });
  }

  private static void withSmallStack(Runnable body) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(null, body, "small stack", SMALL_STACK);
    thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    assertTimeoutPreemptively(
        SOON,
        () -> {
          thread.start();
          thread.join();
        });
    if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
  }
}
