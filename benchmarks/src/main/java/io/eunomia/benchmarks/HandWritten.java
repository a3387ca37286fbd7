package io.eunomia.benchmarks;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The benchmark's policy as a Java programmer would write it: the floor. */
final class HandWritten {
  private static final Map<String, String> REQUIRED =
      Map.of(
          "listUsers", "users:read",
          "getUser", "users:read",
          "createUser", "users:write",
          "updateUser", "users:write",
          "deleteUser", "users:admin");
  private static final Map<String, Set<String>> ROLES =
      Map.of(
          "viewer", Set.of("users:read"),
          "editor", Set.of("users:read", "users:write"),
          "admin", Set.of("users:read", "users:write", "users:admin"));
  private static final Map<String, Set<String>> SERVICES =
      Map.of(
          "billing", Set.of("listUsers", "getUser"),
          "provisioning", Set.of("createUser", "updateUser", "deleteUser"));
  private static final Set<String> SUSPENDED = Set.of("t-13", "t-31", "t-47");

  private HandWritten() {}

  static boolean allow(PolicyInput input) {
    if (input.caller() instanceof Caller.User user) {
      String required = REQUIRED.get(input.operationId());
      return required != null
          && anyGrants(user.roles(), required)
          && (user.tenantId() == null || !SUSPENDED.contains(user.tenantId()));
    }
    if (input.caller() instanceof Caller.Spiffe spiffe) {
      Set<String> operations = SERVICES.get(spiffe.spiffeId().serviceName());
      return operations != null && operations.contains(input.operationId());
    }
    return false;
  }

  private static boolean anyGrants(List<String> roles, String required) {
    for (int i = 0; i < roles.size(); i++) {
      Set<String> grants = ROLES.get(roles.get(i));
      if (grants != null && grants.contains(required)) {
        return true;
      }
    }
    return false;
  }
}
