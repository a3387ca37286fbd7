package io.eunomia.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.Conformance;
import io.eunomia.rego.ast.AstPrinter;
import io.eunomia.rego.ast.RandomModule;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.ir.PlanFormatException;
import io.eunomia.rego.ir.PlanJson;
import io.eunomia.rego.ir.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever the text, the whole way from it to a module ends with a result. The same texts in every
 * build, so that a build fails for what was changed; with {@code eunomia.fuzz.seconds} others, for
 * as long as it says. A failure prints the text.
 */
class FrontEndFuzzTest {
  private static final long SECONDS = Long.getLong("eunomia.fuzz.seconds", 0);
  private static final Path ROOT = Path.of(System.getProperty("eunomia.root", ".."));
  private static final RegoPolicyOptions OPTIONS = RegoPolicyOptions.defaults().withEntrypoint("");

  @Test
  void whenSourcesAreMutated_thenTheyCompileOrAreRefused() throws IOException {
    List<String> seeds = seeds();
    Random random = random();
    until(
        SECONDS / 2,
        1500,
        () -> {
          String text = Mutations.of(seeds, random);
          Guarded.compile(text, random.nextInt(4) == 0 ? other(random) : OPTIONS);
        });
  }

  @Test
  void whenProgramsAreRandom_thenTheyCompileOrAreRefused() {
    Random random = random();
    until(
        SECONDS / 4,
        500,
        () -> Guarded.compile(AstPrinter.print(new RandomModule(random).module()), OPTIONS));
  }

  @Test
  void whenPlansAndCapabilitiesAreMutated_thenTheyAreReadOrRefused() {
    Random random = random();
    List<String> plans = List.of(plan());
    List<String> capabilities =
        List.of(
            "{\"builtins\": [{\"name\": \"a.b\", \"decl\": {\"type\": \"function\", \"args\":"
                + " [{\"type\": \"any\", \"of\": [{\"type\": \"string\"}]}, {\"type\": \"array\","
                + " \"static\": [{\"type\": \"number\"}], \"dynamic\": {\"type\": \"set\", \"of\":"
                + " {\"type\": \"null\"}}}, {\"type\": \"object\", \"static\": [{\"key\": \"k\","
                + " \"value\": {\"type\": \"boolean\"}}], \"dynamic\": {\"key\": {\"type\":"
                + " \"string\"}, \"value\": {\"type\": \"any\"}}}], \"result\": {\"type\":"
                + " \"boolean\"}}, \"relation\": true, \"infix\": \"~\"}], \"features\":"
                + " [\"rego_v1\"], \"future_keywords\": [\"in\"], \"wasm_abi_versions\":"
                + " [{\"version\": 1, \"minor_version\": 3}], \"allow_net\": []}");
    until(
        SECONDS / 4,
        5000,
        () -> {
          String plan = Mutations.of(plans, random);
          refusing(plan, PlanFormatException.class, PlanJson::read);
          String file = Mutations.of(capabilities, random);
          refusing(file, IllegalArgumentException.class, Capabilities::parse);
        });
  }

  private static RegoPolicyOptions other(Random random) {
    return OPTIONS
        .withVersion(random.nextBoolean() ? RegoVersion.V0 : RegoVersion.V1)
        .withStrict(random.nextBoolean());
  }

  private static Random random() {
    return SECONDS == 0 ? new Random(1) : new Random();
  }

  /** So many times, or for some seconds if that is asked for. */
  private static void until(long seconds, int tries, Runnable step) {
    long end = System.nanoTime() + seconds * 1_000_000_000;
    for (int i = 0; SECONDS == 0 ? i < tries : System.nanoTime() < end; i++) {
      step.run();
    }
  }

  private static void refusing(String text, Class<?> refusal, Consumer<String> reader) {
    try {
      reader.accept(text);
    } catch (RuntimeException | StackOverflowError e) {
      assertThat(e).as(text).isInstanceOf(refusal);
    }
  }

  private static String plan() {
    String text =
        """
        package p
        q contains x if { some x in input.xs; not data.y[x] with input.z as {1, "a", null} }
        f(a) := [b | b := a[_]; b > 1.5]
        r := f(input.l) if { every e in input.es { e } } else := q
        """;
    Policy plan = Guarded.compile(text, OPTIONS.withWasm(false)).result().plan();
    return PlanJson.write(Objects.requireNonNull(plan));
  }

  /** The examples, and the conformance data's modules where they are. */
  private static List<String> seeds() throws IOException {
    List<String> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("examples"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".rego")).sorted().toList()) {
        seeds.add(Files.readString(file));
      }
    }
    assertThat(seeds).isNotEmpty();
    if (Conformance.isPresent()) {
      Conformance.cases().forEach(c -> c.path("modules").forEach(m -> seeds.add(m.asText())));
    }
    return seeds;
  }
}
