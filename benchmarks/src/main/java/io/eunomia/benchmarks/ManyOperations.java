package io.eunomia.benchmarks;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A policy of as many rules as one likes, each for one operation, and requests of 500 of them. */
final class ManyOperations {
  private static final int ROLES = 20;
  private static final String RULE =
      """

      allow if {
      	input.operation_id == "operation_%d"
      	"role_%d" in input.caller.roles
      }
      """;

  private ManyOperations() {}

  static DecisionSet decisions(int rules) {
    StringBuilder rego = new StringBuilder("package operations.authz\n\ndefault allow := false\n");
    Map<String, String> required = new HashMap<>();
    for (int i = 0; i < rules; i++) {
      rego.append(RULE.formatted(i, roleOf(i)));
      required.put("operation_" + i, "role_" + roleOf(i));
    }
    return new DecisionSet(
        rego.toString(),
        "operations/authz/allow",
        "{}",
        requests(rules),
        input -> allow(required, input));
  }

  private static int roleOf(int operation) {
    return operation / 3 % ROLES;
  }

  private static boolean allow(Map<String, String> required, PolicyInput input) {
    String role = required.get(input.operationId());
    return role != null && ((Caller.User) input.caller()).roles().contains(role);
  }

  private static List<PolicyInput> requests(int rules) {
    Random random = new Random(rules);
    List<PolicyInput> requests = new ArrayList<>();
    for (int i = 0; i < Requests.COUNT; i++) {
      // Far apart, so that they lie in all of the policy; of ten rules all ten.
      int operation = (int) ((long) i * Math.max(rules, Requests.COUNT) / Requests.COUNT) % rules;
      int role = random.nextBoolean() ? roleOf(operation) : random.nextInt(ROLES);
      requests.add(
          Requests.ofUser(
              i,
              Caller.user("u-" + i, List.of("role_" + random.nextInt(ROLES), "role_" + role)),
              "operation_" + operation));
    }
    return requests;
  }
}
