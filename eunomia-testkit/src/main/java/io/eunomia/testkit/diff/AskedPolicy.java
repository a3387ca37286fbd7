package io.eunomia.testkit.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.bundle.BundleFile;
import io.eunomia.policy.PolicyDecision.Cause;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.TreeSet;

/** A policy that is asked, as runtimes ask it. */
final class AskedPolicy implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NONE = -1;

  private final LoadedPolicy policy;
  private final int allow;
  private final int denyReason;

  /**
   * @throws InvalidModuleException if there is no module, it cannot run here, or lacks the
   *     service's entrypoint
   */
  AskedPolicy(ComparedPolicy compared, PolicyEngine engine) {
    BundleFile wasm = compared.bundle().wasm();
    if (wasm == null) {
      throw new InvalidModuleException(compared.name() + " has no module");
    }
    policy = engine.load(wasm.bytes(), compared.bundle().data().bytes());
    allow = policy.entrypoint(compared.service().allow()).orElse(NONE);
    denyReason = policy.entrypoint(compared.service().denyReason()).orElse(NONE);
    if (allow == NONE) {
      policy.close();
      throw new InvalidModuleException(
          compared.name() + " has no entrypoint " + compared.service().allow());
    }
  }

  Decided decide(byte[] input) {
    Cause cause;
    try {
      byte[] value = policy.evaluate(allow, input);
      String text = value == null ? "" : new String(value, StandardCharsets.UTF_8);
      switch (text) {
        case "true" -> {
          return new Decided(true, Cause.POLICY, new TreeSet<>());
        }
        case "false" -> cause = Cause.POLICY;
        case "" -> cause = Cause.UNDEFINED;
        default -> cause = Cause.NOT_BOOLEAN;
      }
    } catch (EvaluationException e) {
      Cause failure = e.reason() == Reason.TIMEOUT ? Cause.TIMEOUT : Cause.ERROR;
      return new Decided(false, failure, new TreeSet<>());
    }
    return new Decided(false, cause, reasons(input));
  }

  private SortedSet<String> reasons(byte[] input) {
    SortedSet<String> reasons = new TreeSet<>();
    if (denyReason != NONE) {
      try {
        byte[] value = policy.evaluate(denyReason, input);
        if (value != null) {
          for (JsonNode reason : JSON.readTree(new String(value, StandardCharsets.UTF_8))) {
            if (reason.isTextual()) {
              reasons.add(reason.textValue());
            }
          }
        }
      } catch (EvaluationException | JsonProcessingException e) {
        // The denial stands without reasons, as it does in a runtime.
        return reasons;
      }
    }
    return reasons;
  }

  @Override
  public void close() {
    policy.close();
  }
}
