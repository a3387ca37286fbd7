package io.eunomia.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltinsTest {
  private static Builtin builtin(String name) {
    return Objects.requireNonNull(Builtins.find(name), name);
  }

  @Test
  void whenTheTableIsRead_thenItHasAllBuiltins() {
    assertThat(Builtins.all()).hasSize(206);
    assertThat(Builtins.find("no.such")).isNull();
  }

  @Test
  void whenABuiltinIsFound_thenItsTypeReadsAsDeclared() {
    assertThat(builtin("plus").type()).hasToString("(x: number, y: number) => number");
    assertThat(builtin("count").type())
        .hasToString("(collection: any<string, array[any], object[any: any], set[any]>) => number");
    assertThat(builtin("time.clock").type())
        .hasToString("(x: any<number, array<number, string>>) => array<number, number, number>");
    assertThat(builtin("json.patch").type())
        .hasToString(
            "(target: any, patches: array[object<op: string, path: any>[any: any]]) => any");
    assertThat(builtin("time.format").type().result()).hasToString("formatted timestamp: string");
    assertThat(builtin("time.now_ns").type()).hasToString("() => number");
  }

  @Test
  void whenABuiltinHasAttributes_thenTheyAreKnown() {
    assertThat(builtin("plus").infix()).isEqualTo("+");
    assertThat(builtin("lower").infix()).isNull();
    assertThat(builtin("walk").relation()).isTrue();
    assertThat(builtin("re_match").deprecated()).isTrue();
    assertThat(builtin("http.send").nondeterministic()).isTrue();
    assertThat(builtin("http.send").isNative()).isFalse();
    assertThat(builtin("count").isNative()).isTrue();
    assertThat(builtin("numbers.range").nativeSymbol()).isEqualTo("bi_numbers__range");
  }

  @Test
  void whenABuiltinIsVariadic_thenItTakesNoArgumentsOrMore() {
    assertThat(builtin("print").type().variadic()).isTrue();
    assertThat(builtin("print").arity()).isZero();
    assertThat(builtin("internal.member_3").arity()).isEqualTo(3);
    assertThat(builtin("time.now_ns").arity()).isZero();
  }

  @Test
  void whenADeclarationIsWritten_thenItReadsBack() {
    for (Builtin builtin : Builtins.all()) {
      assertThat(Builtin.parse(builtin.declaration())).isEqualTo(builtin);
    }
    String own =
        "acme.tenant_of(user: string, array[set]) -> tenant: string | null ; relation, nondeterministic";
    assertThat(Builtin.parse(own).declaration())
        .isEqualTo(
            "acme.tenant_of(user: string, array[set]) -> tenant: null | string"
                + " ; relation, nondeterministic");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          acme.f; is no declaration
          ''; is no declaration
          f-g() -> any; is no declaration
          f.() -> any; is no declaration
          f(; expected a type at column 3
          f(x: strin) -> any; there is no type strin
          f(string; expected ) at column 9
          f(string number) -> any; expected ) at column 10
          f(string..., number) -> any; only the last parameter can be repeated
          f(string); expected -> at column 10
          f(string) -> any more; expected ; or the end at column 18
          """)
  void whenADeclarationIsWrong_thenTheErrorSaysWhere(String declaration, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Builtin.parse(declaration))
        .withMessageContaining(problem);
  }

  @Test
  void whenADeclarationIsTooMuch_thenItIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Builtin.parse("f() -> any ; quick"))
        .withMessage("there is no attribute 'quick', in 'f() -> any ; quick'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Builtin.parse("f() -> " + "array[".repeat(40) + "any" + "]".repeat(40)))
        .withMessageContaining("types are nested deeper than 32");
  }

  @Test
  void whenAFamilyIsListed_thenItHasItsBuiltins() {
    assertThat(Builtins.families()).hasSizeGreaterThan(15).containsKey("JSON web tokens");
    assertThat(Builtins.families().values().stream().flatMap(List::stream))
        .containsExactlyElementsOf(Builtins.all());
  }

  /** OPA's own capabilities file says so of these, and of no other ones. */
  @Test
  void whenABuiltinIsNotDeterministic_thenItIsMarked() {
    assertThat(Builtins.all().stream().filter(Builtin::nondeterministic).map(Builtin::name))
        .containsExactlyInAnyOrder(
            "http.send",
            "io.jwt.decode_verify",
            "io.jwt.encode_sign",
            "io.jwt.encode_sign_raw",
            "net.lookup_ip_addr",
            "opa.runtime",
            "rand.intn",
            "time.now_ns",
            "uuid.rfc4122");
  }
}
