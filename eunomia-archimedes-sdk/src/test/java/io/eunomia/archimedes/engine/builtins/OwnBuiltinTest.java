package io.eunomia.archimedes.engine.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnBuiltinTest {
  private static Calls calls(String declaration, Builtin builtin) {
    return new Calls(BuiltinRegistry.empty().with(declaration, builtin));
  }

  /** The error of a call of a builtin of one parameter, or its result. */
  private static String called(String type, String argument) throws BuiltinException {
    Calls calls = calls("f(" + type + ") -> any", (context, arguments) -> Value.of("called"));
    return calls.error("f", argument);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          any; {1, [null]}; true
          string; "a"; true
          string; 1; false
          number; 1.5; true
          boolean; false; true
          null; null; true
          null; false; false
          string | null; null; true
          string | null; 1; false
          array; [1, "a"]; true
          array; {1}; false
          array[string]; []; true
          array[string]; ["a", 1]; false
          [number, string]; [1, "a"]; true
          [number, string]; [1]; false
          [number, string]; [1, "a", 2]; false
          set; set(); true
          set[number]; {1, 2}; true
          set[number]; {1, "a"}; false
          set; []; false
          object; {{1}: 2}; true
          object[string: number]; {"a": 1}; true
          object[string: number]; {"a": "1"}; false
          object[string: number]; {1: 1}; false
          object{a: number}; {"a": 1}; true
          object{a: number}; {}; false
          object{a: number}; {"a": 1, "b": 2}; false
          object{a: number}[string: any]; {"a": 1, "b": 2}; true
          object{a: number}[string: any]; {"a": "1"}; false
          """)
  void whenAnArgumentIsNotOfItsType_thenTheBuiltinIsNotCalled(
      String type, String argument, boolean accepted) throws BuiltinException {
    String expected =
        accepted
            ? "no error but \"called\""
            : "operand 1 must be "
                + type.replace("string | null", "null | string")
                + " but got "
                + TermText.read(argument).typeName();
    assertThat(called(type, argument)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          string; 1; a number that is not what it is declared to return: string
          array[string]; [1]; an array that is not what it is declared to return: array[string]
          number; {}; an object that is not what it is declared to return: number
          """)
  void whenTheResultIsNotOfItsType_thenTheEvaluationEnds(
      String type, String result, String problem) {
    Calls calls = calls("f() -> " + type, (context, arguments) -> TermText.read(result));
    assertThatThrownBy(() -> calls.call("f"))
        .isInstanceOf(BuiltinFailure.class)
        .hasMessage("f returned " + problem);
  }

  @Test
  void whenABuiltinIsARelation_thenEachResultIsOfItsType() throws BuiltinException {
    Builtin same = (context, arguments) -> arguments[0];
    Calls calls = calls("f(any) -> number ; relation", same);
    assertThat(calls.call("f", "[1, 2]")).isEqualTo("[1,2]");
    assertThat(calls.call("f", "{1}")).isEqualTo("{1}");
    assertThatThrownBy(() -> calls.call("f", "[\"a\"]"))
        .hasMessage(
            "f returned an array that is not what it is declared to return: number, in an array or"
                + " a set");
    assertThatThrownBy(() -> calls.call("f", "1")).isInstanceOf(BuiltinFailure.class);
  }

  @Test
  void whenTheResultIsNull_thenTheCallIsUndefined() throws BuiltinException {
    Builtin undefined = (context, arguments) -> null;
    BuiltinRegistry registry = BuiltinRegistry.empty().with("f() -> string", undefined);
    assertThat(found(registry).call(new Calls().context())).isNull();
  }

  @Test
  void whenABuiltinThrowsAnythingElse_thenItIsAFailureWithTheCause() {
    RuntimeException fault = new IllegalStateException("the database is down");
    Calls calls =
        calls(
            "f() -> any",
            (context, arguments) -> {
              throw fault;
            });
    assertThatThrownBy(() -> calls.call("f"))
        .isInstanceOf(BuiltinFailure.class)
        .hasMessage("f failed: java.lang.IllegalStateException: the database is down")
        .hasCause(fault);
    Calls error =
        calls(
            "f() -> any",
            (context, arguments) -> {
              throw new AssertionError("no");
            });
    assertThatThrownBy(() -> error.call("f")).isInstanceOf(BuiltinFailure.class);
    Calls deep =
        calls(
            "f() -> any",
            (context, arguments) -> {
              throw new StackOverflowError();
            });
    assertThatThrownBy(() -> deep.call("f")).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void whenTheNumberOfArgumentsIsAnother_thenTheEvaluationEnds() {
    Calls calls = calls("f(string) -> any", (context, arguments) -> arguments[0]);
    assertThatThrownBy(() -> calls.call("f"))
        .isInstanceOf(BuiltinFailure.class)
        .hasMessage("the policy calls f with 0 arguments, but it is declared as f(string) -> any");
  }

  @Test
  void whenABuiltinIsNotDeterministic_thenItIsAskedOnceAnEvaluation() throws BuiltinException {
    AtomicInteger count = new AtomicInteger();
    Builtin next =
        (context, arguments) ->
            context.draw("f's own", random -> Value.of(count.incrementAndGet()));
    Calls calls = calls("f(any) -> any ; nondeterministic", next);
    assertThat(calls.call("f", "1")).isEqualTo("1");
    assertThat(calls.call("f", "1.0")).isEqualTo("1");
    calls.context().begin();
    assertThat(calls.call("f", "1")).isEqualTo("2");
  }

  @Test
  void whenABuiltinIsNotDeterministic_thenAnErrorAndUndefinedStayToo() throws BuiltinException {
    AtomicInteger count = new AtomicInteger();
    Builtin builtin =
        (context, arguments) -> {
          count.incrementAndGet();
          if (arguments[0].equals(Value.of(1))) {
            throw new BuiltinException("not now");
          }
          return null;
        };
    BuiltinRegistry registry =
        BuiltinRegistry.empty().with("f(any) -> any ; nondeterministic", builtin);
    Calls calls = new Calls(registry);
    assertThat(calls.error("f", "1")).isEqualTo("not now");
    assertThat(calls.error("f", "1")).isEqualTo("not now");
    Builtin found = found(registry);
    assertThat(found.call(calls.context(), Value.of(2))).isNull();
    assertThat(found.call(calls.context(), Value.of(2))).isNull();
    assertThat(count).hasValue(2);
  }

  @Test
  void whenABuiltinIsDeterministic_thenItIsAskedEachTime() throws BuiltinException {
    AtomicInteger count = new AtomicInteger();
    Calls calls = calls("f() -> any", (context, arguments) -> Value.of(count.incrementAndGet()));
    assertThat(calls.call("f")).isEqualTo("1");
    assertThat(calls.call("f")).isEqualTo("2");
  }

  private static Builtin found(BuiltinRegistry registry) {
    @Nullable Builtin found = registry.find("f");
    if (found == null) {
      throw new AssertionError(registry.names());
    }
    return found;
  }
}
