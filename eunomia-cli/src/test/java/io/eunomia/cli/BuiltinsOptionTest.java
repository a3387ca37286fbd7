package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.engine.builtins.BuiltinProvider;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltinsOptionTest {
  private static final String SERVICE = "META-INF/services/" + BuiltinProvider.class.getName();

  /** What the files of these tests name. */
  public static final class Provider implements BuiltinProvider {
    @Override
    public BuiltinRegistry addTo(BuiltinRegistry registry) {
      return registry.with("acme.answer() -> number", (context, arguments) -> Value.of(42));
    }
  }

  /** One that takes a name that is OPA's. */
  public static final class Rude implements BuiltinProvider {
    @Override
    public BuiltinRegistry addTo(BuiltinRegistry registry) {
      return registry.with("count(any) -> number", (context, arguments) -> Value.of(0));
    }
  }

  @TempDir private Path dir;
  private Path acme = Path.of(".");
  private Workspace files = new Workspace(Path.of("."));

  @BeforeEach
  void provider() throws IOException {
    files = new Workspace(dir);
    acme = provider("acme", Provider.class.getName());
    files.write("policies/answer.rego", "package demo\n\nanswer := acme.answer()\n");
  }

  private Path provider(String name, String type) throws IOException {
    files.write(name + "/" + SERVICE, type + "\n");
    return dir.resolve(name);
  }

  @Test
  void whenAJarIsNamed_thenItsBuiltinsAreCalled() throws IOException {
    Ran ran = eunomia("eval", "--builtins", acme, "acme.answer() + 1");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("\"value\": 43");

    Path inputs = files.write("in.jsonl", "{}\n");
    Path policies = dir.resolve("policies");
    assertThat(
            eunomia(
                    "eval",
                    "--builtins",
                    acme,
                    "-d",
                    policies,
                    "-e",
                    "demo/answer",
                    "--inputs",
                    inputs)
                .out())
        .isEqualTo("{\"result\": 42}\n");
    assertThat(eunomia("check", "--builtins", acme, policies).exitCode()).isZero();
  }

  @Test
  void whenNoJarIsNamed_thenThereIsNoSuchBuiltin() {
    Ran ran = eunomia("check", dir.resolve("policies"));
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("undefined function acme.answer");
  }

  @Test
  void whenAFileSaysWhatMayBeCalled_thenThatCounts() throws IOException {
    Path few = files.write("few.json", "{\"builtins\": [], \"features\": [\"rego_v1\"]}");
    Ran ran = eunomia("check", "--builtins", acme, "--capabilities", few, dir.resolve("policies"));
    assertThat(ran.err()).contains("undefined function acme.answer");
  }

  @Test
  void whenCapabilitiesArePrinted_thenTheyAreAFileToCompileWith() throws IOException {
    Ran printed = eunomia("capabilities", "--builtins", acme);
    Path file = files.write("capabilities.json", printed.out());
    assertThat(eunomia("check", "--capabilities", file, dir.resolve("policies")).exitCode())
        .isZero();
    Path bundle = dir.resolve("demo.tar.gz");
    files.write(
        "policies/demo/demo.rego",
        """
        package demo.authz

        default allow := false

        allow if acme.answer() == 42
        """);
    assertThat(
            eunomia(
                    "build",
                    dir.resolve("policies"),
                    "--service",
                    "demo",
                    "--capabilities",
                    file,
                    "-o",
                    bundle)
                .exitCode())
        .isZero();
    Ran without = eunomia("eval", "-b", bundle, "data.demo.authz.allow");
    assertThat(without.out() + without.err()).contains("acme.answer");
    assertThat(eunomia("eval", "-b", bundle, "--builtins", acme, "data.demo.authz.allow").out())
        .contains("\"value\": true");
  }

  @Test
  void whenThereIsNoProvider_thenTheErrorSaysSo() throws IOException {
    Ran missing = eunomia("eval", "--builtins", dir.resolve("none.jar"), "1");
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.err()).contains("none.jar");

    Ran empty = eunomia("eval", "--builtins", dir.resolve("policies"), "1");
    assertThat(empty.exitCode()).isEqualTo(3);
    assertThat(empty.err()).contains("--builtins: there is no " + SERVICE);

    Ran broken = eunomia("eval", "--builtins", provider("broken", "acme.NoSuchClass"), "1");
    assertThat(broken.exitCode()).isEqualTo(3);
    assertThat(broken.err()).contains("--builtins: ").contains("acme.NoSuchClass");

    Ran rude = eunomia("eval", "--builtins", provider("rude", Rude.class.getName()), "1");
    assertThat(rude.exitCode()).isEqualTo(3);
    assertThat(rude.err()).contains("--builtins: count is there already, or OPA's");
  }
}
