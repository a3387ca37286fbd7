package io.eunomia.testkit.conformance;

import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Evaluates modules, each once: in the engine that services use. */
final class Modules implements AutoCloseable {
  private final PolicyEngine engine;

  Modules(boolean compiled) {
    Limits limits = Limits.defaults().withTimeout(Duration.ofSeconds(30)).withMaxInstances(1);
    engine =
        new PolicyEngine(
            limits,
            BuiltinRegistry.standard(),
            Clock.systemUTC(),
            compiled ? PolicyEngine.Execution.COMPILED : PolicyEngine.Execution.INTERPRETED);
  }

  /** The value of an entrypoint as JSON, or null if it is undefined. */
  @Nullable String evaluate(byte[] wasm, String data, String entrypoint, @Nullable String input) {
    try (LoadedPolicy policy = engine.load(wasm, data.getBytes(StandardCharsets.UTF_8))) {
      OptionalInt number = policy.entrypoint(entrypoint);
      byte[] result =
          policy.evaluate(
              number.orElseThrow(), input == null ? null : input.getBytes(StandardCharsets.UTF_8));
      return result == null ? null : new String(result, StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
