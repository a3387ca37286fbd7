package io.eunomia.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import io.sapl.api.interpreter.Val;
import io.sapl.api.pdp.AuthorizationSubscription;
import io.sapl.api.pdp.Decision;
import io.sapl.interpreter.InitializationException;
import io.sapl.interpreter.combinators.PolicyDocumentCombiningAlgorithm;
import io.sapl.pdp.EmbeddedPolicyDecisionPoint;
import io.sapl.pdp.PolicyDecisionPointFactory;
import java.util.List;
import java.util.Map;

/**
 * The benchmark's policy in SAPL: a policy for each role and service, one that denies, and denials
 * win. What a service would make of its request, a subscription, is made for each decision.
 */
final class SaplEngine {
  private static final List<String> POLICIES =
      List.of(
          """
          policy "viewers"
          permit action in ["listUsers", "getUser"]
          where subject.type == "user" && "viewer" in subject.roles;
          """,
          """
          policy "editors"
          permit action in ["listUsers", "getUser", "createUser", "updateUser"]
          where subject.type == "user" && "editor" in subject.roles;
          """,
          """
          policy "administrators"
          permit action in ["listUsers", "getUser", "createUser", "updateUser", "deleteUser"]
          where subject.type == "user" && "admin" in subject.roles;
          """,
          """
          policy "billing"
          permit action in ["listUsers", "getUser"]
          where subject.type == "spiffe" && subject.service_name == "billing";
          """,
          """
          policy "provisioning"
          permit action in ["createUser", "updateUser", "deleteUser"]
          where subject.type == "spiffe" && subject.service_name == "provisioning";
          """,
          """
          policy "suspended tenants"
          deny subject.type == "user"
          where subject.tenant_id in ["t-13", "t-31", "t-47"];
          """);

  private final EmbeddedPolicyDecisionPoint engine;

  /** Loads the policies, and checks what is said of all requests. */
  SaplEngine(DecisionSet decisions) {
    try {
      engine =
          PolicyDecisionPointFactory.fixedInRamPolicyDecisionPoint(
              POLICIES, PolicyDocumentCombiningAlgorithm.DENY_OVERRIDES, Map.<String, Val>of());
    } catch (InitializationException e) {
      throw new IllegalStateException(e);
    }
    for (PolicyInput request : decisions.requests()) {
      boolean expected = decisions.handWritten().test(request);
      Agreement.check("SAPL", expected, allow(request), DecisionSet.text(request));
    }
  }

  boolean allow(PolicyInput input) {
    AuthorizationSubscription subscription =
        AuthorizationSubscription.of(subject(input.caller()), input.operationId(), input.service());
    return engine.decideOnce(subscription).block().getDecision() == Decision.PERMIT;
  }

  private static ObjectNode subject(Caller caller) {
    ObjectNode subject = JsonNodeFactory.instance.objectNode().put("type", caller.type());
    if (caller instanceof Caller.User user) {
      user.roles().forEach(subject.putArray("roles")::add);
      subject.put("tenant_id", user.tenantId());
    } else if (caller instanceof Caller.Spiffe spiffe) {
      subject.put("service_name", spiffe.spiffeId().serviceName());
    }
    return subject;
  }
}
