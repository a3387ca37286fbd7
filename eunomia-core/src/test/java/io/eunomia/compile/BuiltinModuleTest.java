package io.eunomia.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BuiltinModuleTest {
  @Test
  void whenTheRuntimeHasABuiltin_thenItCanBeLinked() {
    assertThat(BuiltinModule.has("units.parse")).isTrue();
    assertThat(BuiltinModule.has("walk")).isTrue();
    assertThat(BuiltinModule.has("http.send")).isFalse();
    assertThat(BuiltinModule.has("no.such")).isFalse();
  }

  @Test
  void whenAllBuiltinsAreLinked_thenEachTakesTheArgumentsThatItDeclares() {
    // The compiler refuses a call whose arguments are not as many as the runtime's function takes.
    Set<String> natives =
        Builtins.all().stream()
            .filter(Builtin::isNative)
            .map(Builtin::name)
            .collect(Collectors.toSet());
    assertThat(BuiltinModule.of(natives)).hasSizeGreaterThan(100_000);
  }

  @Test
  void whenFewAreLinked_thenTheModuleIsSmallAndAlwaysTheSame() {
    byte[] module = BuiltinModule.of(List.of("strings.count", "array.reverse"));
    assertThat(module).hasSizeLessThan(40_000);
    assertThat(BuiltinModule.of(List.of("array.reverse", "strings.count", "array.reverse")))
        .isEqualTo(module);
  }

  @Test
  void whenTheRuntimeLacksABuiltin_thenItIsRefused() {
    assertThatThrownBy(() -> BuiltinModule.of(List.of("count", "http.send")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the value runtime has no builtin http.send");
  }
}
