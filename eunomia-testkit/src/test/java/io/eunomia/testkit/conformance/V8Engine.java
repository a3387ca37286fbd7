package io.eunomia.testkit.conformance;

import io.eunomia.testkit.node.NodeHost;
import io.eunomia.testkit.node.NodeHost.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** OPA's JavaScript SDK on V8: what modules do where the host gives them nothing. */
final class V8Engine implements Engine {
  private final NodeHost node;

  V8Engine(NodeHost node) {
    this.node = node;
  }

  @Override
  public String name() {
    return "v8";
  }

  @Override
  public Abi abi() {
    return Abi.OPA;
  }

  @Override
  public CompletableFuture<List<Answer>> ask(Program program, List<@Nullable Input> inputs) {
    List<Question> questions = new ArrayList<>();
    for (Input input : inputs) {
      questions.add(
          new Question(
              program.entrypoint(),
              input == null ? null : input.text(),
              input == null || input.json()));
    }
    return node.ask(program.wasm(), program.data(), questions)
        .thenApply(answers -> answers.stream().map(V8Engine::answer).toList())
        .orTimeout(2, TimeUnit.MINUTES);
  }

  private static Answer answer(NodeHost.Answer answer) {
    return answer.error() == null
        ? new Answer.Result(answer.results())
        : new Answer.Failure(answer.error());
  }

  @Override
  public void close() {
    node.close();
  }
}
