package io.eunomia.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class BuiltinsTest {
  private static Builtin builtin(String name) {
    return Objects.requireNonNull(Builtins.find(name), name);
  }

  @Test
  void whenTheTableIsRead_thenItHasAllBuiltins() {
    assertThat(Builtins.all()).hasSize(205);
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
}
