package io.eunomia.testkit.conformance;

import com.styra.opa.wasm.OpaPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Styra's opa-java-wasm, interpreting: what modules do where the host gives them nothing. */
final class StyraEngine implements Engine {
  private static final int MAX_PAGES = 4096;

  @Override
  public String name() {
    return "styra";
  }

  @Override
  public Abi abi() {
    return Abi.OPA;
  }

  @Override
  public CompletableFuture<List<Answer>> ask(Program program, List<@Nullable Input> inputs) {
    OpaPolicy policy =
        OpaPolicy.builder()
            .withPolicy(program.wasm())
            .disableCompiler()
            .withMaxMemory(MAX_PAGES)
            .build();
    policy.data(program.data());
    policy.entrypoint(program.entrypoint());
    List<Answer> answers = new ArrayList<>();
    for (Input input : inputs) {
      answers.add(answer(policy, input));
    }
    return CompletableFuture.completedFuture(answers);
  }

  private static Answer answer(OpaPolicy policy, @Nullable Input input) {
    if (input != null && !input.json()) {
      return new Answer.Unfit("an input that JSON does not have");
    }
    try {
      // Without this, the host would take the heap back from the evaluation that it has begun.
      policy.input(input == null ? "" : input.text());
      return new Answer.Result(policy.evaluate());
    } catch (RuntimeException e) {
      return new Answer.Failure(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {}
}
