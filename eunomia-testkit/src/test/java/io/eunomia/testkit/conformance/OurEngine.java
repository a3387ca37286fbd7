package io.eunomia.testkit.conformance;

import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.builtins.net.NetworkAccess;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.rego.ir.BuiltinDecl;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The engine that services use. */
final class OurEngine implements Engine {
  private final PolicyEngine engine;
  private final String name;

  OurEngine(PolicyEngine.Execution execution) {
    Limits limits = Limits.defaults().withTimeout(Duration.ofSeconds(30)).withMaxInstances(1);
    NetworkAccess access = NetworkAccess.builder().anyHost().internalAddresses(true).build();
    BuiltinRegistry builtins =
        BuiltinRegistry.standard()
            .withNetwork(access)
            .with(
                BuiltinDecl.VALUES + "(place: string, values: object) -> boolean",
                (context, arguments) -> Value.of(true))
            .with(
                BuiltinDecl.REACHED + "(place: string) -> boolean",
                (context, arguments) -> Value.of(true));
    engine = new PolicyEngine(limits, builtins, Clock.systemUTC(), execution);
    name = execution.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Abi abi() {
    return Abi.EUNOMIA;
  }

  @Override
  public CompletableFuture<List<Answer>> ask(Program program, List<@Nullable Input> inputs) {
    List<Answer> answers = new ArrayList<>();
    byte[] data = program.data().getBytes(StandardCharsets.UTF_8);
    try (LoadedPolicy policy = engine.load(program.wasm(), data)) {
      int entrypoint = policy.entrypoint(program.entrypoint()).orElseThrow();
      for (Input input : inputs) {
        answers.add(answer(policy, entrypoint, input));
      }
    } catch (InvalidModuleException e) {
      Answer unfit = new Answer.Unfit(String.valueOf(e.getMessage()));
      inputs.forEach(input -> answers.add(unfit));
    }
    return CompletableFuture.completedFuture(answers);
  }

  private static Answer answer(LoadedPolicy policy, int entrypoint, @Nullable Input input) {
    try {
      byte[] value =
          input == null || input.json()
              ? policy.evaluate(
                  entrypoint, input == null ? null : input.text().getBytes(StandardCharsets.UTF_8))
              : policy.evaluate(entrypoint, TermText.read(input.text()));
      return new Answer.Result(value == null ? null : new String(value, StandardCharsets.UTF_8));
    } catch (EvaluationException e) {
      return new Answer.Failure(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
