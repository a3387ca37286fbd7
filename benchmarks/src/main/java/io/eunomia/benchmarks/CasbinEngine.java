package io.eunomia.benchmarks;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.util.List;
import java.util.Map;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;

/**
 * The benchmark's policy in jCasbin: roles and services with a line for each operation, roles that
 * inherit, suspended tenants as denials. Roles come with the request and are asked for one by one,
 * which is how an enforcer is used whose users are elsewhere. Its cached enforcer is not used: it
 * would have all 500 answers. Of one thread.
 */
final class CasbinEngine {
  private static final String MODEL =
      """
      [request_definition]
      r = kind, sub, tenant, act

      [policy_definition]
      p = kind, sub, act, eft

      [role_definition]
      g = _, _

      [policy_effect]
      e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

      [matchers]
      m = (r.kind == p.kind && r.act == p.act && g(r.sub, p.sub)) || (p.kind == "tenant" && r.tenant == p.sub)
      """;
  private static final Map<String, List<String>> ROLES =
      Map.of(
          "viewer", List.of("listUsers", "getUser"),
          "editor", List.of("createUser", "updateUser"),
          "admin", List.of("deleteUser"));
  private static final Map<String, List<String>> SERVICES =
      Map.of(
          "billing", List.of("listUsers", "getUser"),
          "provisioning", List.of("createUser", "updateUser", "deleteUser"));

  private final Enforcer enforcer;

  /** Loads the policy, and checks what is said of all requests. */
  CasbinEngine(DecisionSet decisions) {
    Model model = new Model();
    model.loadModelFromText(MODEL);
    enforcer = new Enforcer(model);
    ROLES.forEach((role, operations) -> add("role", role, operations));
    SERVICES.forEach((service, operations) -> add("service", service, operations));
    for (String tenant : List.of("t-13", "t-31", "t-47")) {
      enforcer.addPolicy("tenant", tenant, "*", "deny");
    }
    enforcer.addGroupingPolicy("editor", "viewer");
    enforcer.addGroupingPolicy("admin", "editor");
    for (PolicyInput request : decisions.requests()) {
      boolean expected = decisions.handWritten().test(request);
      Agreement.check("jCasbin", expected, allow(request), DecisionSet.text(request));
    }
  }

  private void add(String kind, String subject, List<String> operations) {
    operations.forEach(operation -> enforcer.addPolicy(kind, subject, operation, "allow"));
  }

  boolean allow(PolicyInput input) {
    if (input.caller() instanceof Caller.User user) {
      String tenant = user.tenantId() == null ? "" : user.tenantId();
      for (int i = 0; i < user.roles().size(); i++) {
        if (enforcer.enforce("role", user.roles().get(i), tenant, input.operationId())) {
          return true;
        }
      }
      return false;
    }
    return input.caller() instanceof Caller.Spiffe spiffe
        && enforcer.enforce("service", spiffe.spiffeId().serviceName(), "", input.operationId());
  }
}
