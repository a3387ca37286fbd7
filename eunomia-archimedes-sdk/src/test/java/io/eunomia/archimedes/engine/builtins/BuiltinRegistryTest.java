package io.eunomia.archimedes.engine.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.builtins.Capabilities;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltinRegistryTest {
  /** They leave the process: nobody has them who does not ask for the network. */
  private static final Set<String> NETWORK = Set.of("http.send", "net.lookup_ip_addr");

  private static final Builtin YES = (context, arguments) -> Value.of(true);

  @Test
  void whenABuiltinIsTheHosts_thenTheSdkHasItAndNothingElse() {
    Set<String> hosts = new TreeSet<>();
    for (io.eunomia.rego.builtins.Builtin builtin : Builtins.all()) {
      if (!builtin.isNative() && !builtin.rewritten() && !NETWORK.contains(builtin.name())) {
        hosts.add(builtin.name());
      }
    }
    assertThat(BuiltinRegistry.standard().names()).isEqualTo(hosts);
    assertThat(BuiltinRegistry.standard().declarations()).isEmpty();
  }

  @Test
  void whenAFamilyRegistersWhatIsNotDeclared_thenItFails() {
    BuiltinRegistry.Builder builder = BuiltinRegistry.builder();
    assertThatIllegalStateException()
        .isThrownBy(() -> builder.add("time.now", YES))
        .withMessage("no module calls a builtin time.now");
    assertThatIllegalStateException()
        .isThrownBy(() -> builder.add("print", YES))
        .withMessage("no module calls a builtin print");
    assertThatIllegalStateException().isThrownBy(() -> builder.add("crypto.md5", YES));
    builder.add("yaml.marshal", YES);
    assertThatIllegalStateException()
        .isThrownBy(() -> builder.add("yaml.marshal", YES))
        .withMessage("two builtins are named yaml.marshal");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yaml.is_valid(x: string) -> boolean",
        "count(x: any) -> number",
        "http.send(request: object) -> object",
        "acme.may() -> boolean"
      })
  void whenANameIsTaken_thenOnlyReplacingReplacesIt(String declaration) {
    BuiltinRegistry registry = BuiltinRegistry.standard().with("acme.may() -> boolean", YES);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.with(declaration, YES))
        .withMessageContaining("say replacing");
  }

  @Test
  void whenABuiltinIsReplaced_thenItIsAnotherOneOfTheSameDeclaration() throws BuiltinException {
    BuiltinRegistry registry =
        BuiltinRegistry.standard()
            .with("acme.may(user: string) -> boolean", YES)
            .replacing("acme.may", (context, arguments) -> Value.of(false))
            .replacing("yaml.is_valid", YES)
            .replacing("http.send", (context, arguments) -> arguments[0]);
    assertThat(registry.declarations()).extracting(b -> b.name()).containsExactly("acme.may");
    assertThat(new Calls(registry).call("acme.may", "\"u\"")).isEqualTo("false");
    assertThat(new Calls(registry).call("yaml.is_valid", "\"[\"")).isEqualTo("true");
    assertThat(new Calls(registry).call("http.send", "{}")).isEqualTo("{}");
    assertThat(new Calls(registry).error("http.send", "1"))
        .isEqualTo("operand 1 must be object[string: any] but got number");
  }

  @ParameterizedTest
  @CsvSource({
    "acme.nothing, there is no builtin acme.nothing to replace",
    "count, count cannot be replaced: modules do not ask their host for it",
    "print, print cannot be replaced: modules do not ask their host for it"
  })
  void whenABuiltinCannotBeReplaced_thenTheErrorSaysWhy(String name, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BuiltinRegistry.standard().replacing(name, YES))
        .withMessage(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          acme.f(any, any, any, any, any) -> any; four arguments at most
          acme.f(any...) -> any; none that are repeated
          acme.f; is no declaration
          """)
  void whenADeclarationCannotBe_thenTheErrorSaysWhy(String declaration, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BuiltinRegistry.standard().with(declaration, YES))
        .withMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"infix **", "native", "compiler"})
  void whenADeclarationSaysWhatOnlyOpasCanBe_thenItIsRefused(String attribute) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BuiltinRegistry.empty().with("acme.f(any) -> any ; " + attribute, YES))
        .withMessageContaining("only OPA's builtins are native");
  }

  @Test
  void whenAFileDeclaresABuiltin_thenThatIsADeclarationToo() throws BuiltinException {
    io.eunomia.rego.builtins.Builtin declared =
        Capabilities.parse(
                """
                {"builtins": [{"name": "acme.may", "decl": {
                  "type": "function", "args": [{"type": "string"}], "result": {"type": "boolean"}}}]}
                """)
            .find("acme.may");
    BuiltinRegistry registry =
        BuiltinRegistry.empty().with(java.util.Objects.requireNonNull(declared), YES);
    assertThat(registry.names()).containsExactly("acme.may");
    assertThat(new Calls(registry).call("acme.may", "\"u\"")).isEqualTo("true");
  }

  @Test
  void whenAProviderAdds_thenItsBuiltinsAreThere() {
    BuiltinProvider provider = registry -> registry.with("acme.a() -> any", YES);
    assertThat(BuiltinRegistry.empty().with(provider).names()).containsExactly("acme.a");
  }
}
