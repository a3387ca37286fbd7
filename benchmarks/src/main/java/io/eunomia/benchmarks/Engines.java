package io.eunomia.benchmarks;

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

/**
 * The engines that run a policy's module; their answers to all requests are compared with those of
 * Java written by hand before anything is timed. Of one thread, but for {@link #typed}.
 */
final class Engines implements AutoCloseable {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);

  private static final int PAGE = 65_536;

  private final PolicyEngine engine =
      new PolicyEngine(Limits.defaults(), BuiltinRegistry.standard(), Clock.systemUTC());
  private final LoadedPolicy policy;
  private final int entrypoint;
  private final OpaPolicy opa;

  /** Compiles and loads a policy, and checks what is said of all its requests. */
  Engines(DecisionSet decisions) {
    byte[] wasm = decisions.wasm();
    policy = engine.load(wasm, decisions.dataBytes());
    entrypoint = policy.entrypoint(decisions.entrypoint()).orElseThrow();
    opa = opaPolicy(wasm, decisions.entrypoint(), decisions.data());
    check(decisions);
  }

  /** A module in opa-java-wasm, of one thread. */
  static OpaPolicy opaPolicy(byte[] wasm, String entrypoint, String data) {
    // Its host gives ten pages, which are too few for the constants of a large module.
    int pages = 10 + wasm.length / PAGE;
    OpaPolicy loaded = OpaPolicy.builder().withPolicy(wasm).withInitialMemory(pages).build();
    loaded.data(data);
    loaded.entrypoint(entrypoint);
    return loaded;
  }

  boolean typed(PolicyInput input) {
    return policy.decide(entrypoint, input) == Verdict.TRUE;
  }

  boolean json(byte[] input) {
    return Arrays.equals(policy.evaluate(entrypoint, input), TRUE);
  }

  boolean opaJavaWasm(String input) {
    return isTrue(opa, input);
  }

  static boolean isTrue(OpaPolicy opa, String input) {
    return opa.evaluate(input).equals("[{\"result\":true}]");
  }

  private void check(DecisionSet decisions) {
    int allowed = 0;
    for (PolicyInput request : decisions.requests()) {
      String text = DecisionSet.text(request);
      boolean expected = decisions.handWritten().test(request);
      allowed += expected ? 1 : 0;
      Agreement.check("typed", expected, typed(request), text);
      Agreement.check("JSON", expected, json(text.getBytes(StandardCharsets.UTF_8)), text);
      Agreement.check("opa-java-wasm", expected, opaJavaWasm(text), text);
    }
    Agreement.checkTelling(allowed, decisions.requests().size());
  }

  @Override
  public void close() {
    policy.close();
    engine.close();
  }
}
