package io.eunomia.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.source.SourceText;
import io.eunomia.wasm.binary.CustomSection;
import io.eunomia.wasm.binary.ModuleReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a module says of builtins that only its host knows. */
class HostBuiltinsTest {
  private static CompileResult compile(String rule, String... declarations) {
    Capabilities capabilities =
        Capabilities.defaults().with(Arrays.stream(declarations).map(Builtin::parse).toList());
    return RegoPolicyCompiler.compile(
        List.of(SourceText.of("p.rego", "package p\n\n" + rule)),
        RegoPolicyOptions.defaults().withEntrypoint("p/r").withCapabilities(capabilities));
  }

  private static @Nullable String section(CompileResult result) {
    byte[] wasm = result.wasm();
    if (wasm == null) {
      throw new AssertionError(result.diagnostics());
    }
    return ModuleReader.read(wasm).customs().stream()
        .filter(section -> section.name().equals("eunomia.builtins"))
        .map(CustomSection::bytes)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .findFirst()
        .orElse(null);
  }

  @Test
  void whenAHostsBuiltinIsCalled_thenTheModuleHasItsDeclaration() {
    String section =
        section(
            compile(
                "r := [acme.now(1), time.now_ns(), count(input)]",
                "acme.now(n: number) -> number ; nondeterministic",
                "acme.other() -> any"));
    assertThat(section)
        .isEqualTo(
            "{\"builtins\":[{\"decl\":{\"args\":[{\"name\":\"n\",\"type\":\"number\"}],"
                + "\"result\":{\"type\":\"number\"},\"type\":\"function\"},"
                + "\"name\":\"acme.now\",\"nondeterministic\":true}]}");
  }

  @Test
  void whenOnlyOpasBuiltinsAreCalled_thenTheModuleSaysNothing() {
    assertThat(section(compile("r := [time.now_ns(), count(input)]", "acme.other() -> any")))
        .isNull();
  }

  @Test
  void whenANameReadsLikeTheRuntimesOwn_thenItIsTheHostsAllTheSame() {
    assertThat(section(compile("r := array__concat(1, 2)", "array__concat(any, any) -> any")))
        .contains("array__concat");
  }

  @Test
  void whenAHostCannotBeGivenThatMany_thenItIsAnErrorWithItsPlace() {
    CompileResult result =
        compile("r := acme.f(1, 2, 3, 4, 5)", "acme.f(any, any, any, any, any) -> any");
    assertThat(result.wasm()).isNull();
    assertThat(result.diagnostics())
        .singleElement()
        .asString()
        .contains("p.rego:3:6: acme.f has 5 arguments; a host takes at most 4");
  }
}
