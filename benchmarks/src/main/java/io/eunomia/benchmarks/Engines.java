package io.eunomia.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.styra.opa.wasm.OpaPolicy;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.Verdict;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.policy.PolicyInput;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/**
 * The engines that are compared, on one module; their answers to all requests are compared before
 * anything is timed.
 */
final class Engines implements AutoCloseable {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);

  private final PolicyEngine engine =
      new PolicyEngine(Limits.defaults(), BuiltinRegistry.standard(), Clock.systemUTC());
  private final LoadedPolicy policy;
  private final int entrypoint;
  private final OpaPolicy opa;

  Engines() {
    byte[] wasm = BenchmarkPolicy.wasm();
    policy = engine.load(wasm, BenchmarkPolicy.data().getBytes(StandardCharsets.UTF_8));
    entrypoint = policy.entrypoint(BenchmarkPolicy.ENTRYPOINT).orElseThrow();
    opa = OpaPolicy.builder().withPolicy(wasm).build();
    opa.data(BenchmarkPolicy.data());
    opa.entrypoint(BenchmarkPolicy.ENTRYPOINT);
    check(Requests.all());
  }

  boolean typed(PolicyInput input) {
    return policy.decide(entrypoint, input) == Verdict.TRUE;
  }

  boolean json(byte[] input) {
    return Arrays.equals(policy.evaluate(entrypoint, input), TRUE);
  }

  boolean opaJavaWasm(String input) {
    return opa.evaluate(input).equals("[{\"result\":true}]");
  }

  private void check(List<PolicyInput> requests) {
    ObjectMapper mapper = new ObjectMapper();
    int allowed = 0;
    for (PolicyInput request : requests) {
      String text;
      try {
        text = mapper.writeValueAsString(request.toJson());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
      boolean expected = HandWritten.allow(request);
      allowed += expected ? 1 : 0;
      if (typed(request) != expected
          || json(text.getBytes(StandardCharsets.UTF_8)) != expected
          || opaJavaWasm(text) != expected) {
        throw new IllegalStateException("the engines do not agree on " + text);
      }
    }
    if (allowed < requests.size() / 10 || allowed > requests.size() * 9 / 10) {
      throw new IllegalStateException("the requests tell nothing: " + allowed + " are allowed");
    }
  }

  @Override
  public void close() {
    policy.close();
    engine.close();
  }
}
