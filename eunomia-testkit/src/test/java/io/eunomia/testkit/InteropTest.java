package io.eunomia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.styra.opa.wasm.OpaPolicy;
import io.eunomia.bundle.Bundle;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.testkit.Examples.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The same module answers the same in the hosts of others, which know OPA's ABI and nothing of
 * ours. What our own engine answers is compared with the same tables in {@link ExamplesTest}.
 */
class InteropTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path NODE =
      Path.of(System.getProperty("eunomia.root", ".."), "eunomia-testkit", "src", "test", "node");

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
  void whenModuleRunsInNode_thenAnswersAreTheTables(String service, @TempDir Path dir)
      throws IOException, InterruptedException {
    assumeTrue(
        Files.isDirectory(NODE.resolve("node_modules")),
        "skipped: run npm ci in eunomia-testkit/src/test/node first");
    assumeTrue(hasNode(), "skipped: there is no node");
    Bundle bundle = Examples.bundle(service);
    EntrypointConvention convention = EntrypointConvention.of(service);
    List<Request> requests = Examples.requests(service);
    Path module = dir.resolve("policy.wasm");
    Path data = dir.resolve("data.json");
    Path inputs = dir.resolve("requests.jsonl");
    Files.write(module, Objects.requireNonNull(bundle.wasm()).bytes());
    Files.write(data, bundle.data().bytes());
    List<String> lines = new ArrayList<>();
    for (Request request : requests) {
      lines.add(line(convention.allow(), request));
      lines.add(line(convention.denyReason(), request));
    }
    Files.write(inputs, lines);

    List<String> answers =
        run(
            "node",
            NODE.resolve("evaluate.mjs").toString(),
            module.toString(),
            data.toString(),
            inputs.toString());

    assertThat(answers).hasSize(2 * requests.size());
    for (int i = 0; i < requests.size(); i++) {
      assertAnswers(
          requests.get(i),
          JSON.readTree(answers.get(2 * i)),
          JSON.readTree(answers.get(2 * i + 1)));
    }
  }

  private static void assertAnswers(Request request, JsonNode allow, JsonNode reasons) {
    assertThat(allow.path(0).path("result"))
        .as(request.name())
        .hasToString(String.valueOf(request.allowed()));
    assertThat(Examples.strings(reasons.path(0).path("result")))
        .as(request.name())
        .isEqualTo(request.reasons());
  }

  private static String line(String entrypoint, Request request) {
    return JSON.createObjectNode()
        .put("entrypoint", entrypoint)
        .put("input", request.input().toString())
        .toString();
  }

  private static boolean hasNode() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    return out.lines().toList();
  }
}
