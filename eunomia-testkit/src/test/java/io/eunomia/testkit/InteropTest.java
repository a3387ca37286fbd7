package io.eunomia.testkit;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.styra.opa.wasm.OpaPolicy;
import io.eunomia.bundle.Bundle;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.testkit.Examples.Request;
import io.eunomia.testkit.node.NodeHost;
import io.eunomia.testkit.node.NodeHost.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The same module answers the same in the hosts of others, which know OPA's ABI and nothing of
 * ours. What our own engine answers is compared with the same tables in {@link ExamplesTest}.
 */
class InteropTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @SuppressWarnings("unused") // read by name
  private static final List<String> SERVICES = Examples.SERVICES;

  @ParameterizedTest
  @FieldSource("SERVICES")
  void whenModuleRunsInOpaJavaWasm_thenAnswersAreTheTables(String service) throws IOException {
    Bundle bundle = Examples.bundle(service);
    EntrypointConvention convention = EntrypointConvention.of(service);
    OpaPolicy policy =
        OpaPolicy.builder()
            .withPolicy(Objects.requireNonNull(bundle.wasm()).bytes())
            .disableCompiler()
            .build();
    policy.data(bundle.data().text());
    for (Request request : Examples.requests(service)) {
      String input = request.input().toString();
      policy.entrypoint(convention.allow());
      JsonNode allow = JSON.readTree(policy.evaluate(input));
      policy.entrypoint(convention.denyReason());
      JsonNode reasons = JSON.readTree(policy.evaluate(input));

      assertAnswers(request, allow, reasons);
    }
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void whenModuleRunsInNode_thenAnswersAreTheTables(String service) throws IOException {
    String missing = NodeHost.missing();
    assumeTrue(missing == null, "skipped: " + missing);
    Bundle bundle = Examples.bundle(service);
    EntrypointConvention convention = EntrypointConvention.of(service);
    List<Request> requests = Examples.requests(service);
    List<Question> questions = new ArrayList<>();
    for (Request request : requests) {
      String input = request.input().toString();
      questions.add(new Question(convention.allow(), input, true));
      questions.add(new Question(convention.denyReason(), input, true));
    }

    List<NodeHost.Answer> answers;
    try (NodeHost node = NodeHost.start()) {
      byte[] wasm = Objects.requireNonNull(bundle.wasm()).bytes();
      answers = node.ask(wasm, bundle.data().text(), questions).orTimeout(1, MINUTES).join();
    }

    assertThat(answers).hasSize(2 * requests.size());
    for (int i = 0; i < requests.size(); i++) {
      assertAnswers(requests.get(i), results(answers.get(2 * i)), results(answers.get(2 * i + 1)));
    }
  }

  private static JsonNode results(NodeHost.Answer answer) throws IOException {
    assertThat(answer.error()).isNull();
    return JSON.readTree(answer.results());
  }

  private static void assertAnswers(Request request, JsonNode allow, JsonNode reasons) {
    assertThat(allow.path(0).path("result"))
        .as(request.name())
        .hasToString(String.valueOf(request.allowed()));
    assertThat(Examples.strings(reasons.path(0).path("result")))
        .as(request.name())
        .isEqualTo(request.reasons());
  }
}
