package io.eunomia.benchmarks;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A policy that looks up the user in data of any size, and requests of 500 of the users. */
final class ManyUsers {
  private static final List<String> OPERATIONS = List.of("read", "write", "delete");
  private static final String REGO =
      """
      package directory.authz

      default allow := false

      allow if {
      	user := data.users[input.caller.user_id]
      	user.active
      	input.operation_id in user.may
      }
      """;

  private record User(boolean active, List<String> may) {}

  private ManyUsers() {}

  /** Data of about as many kilobytes. */
  static DecisionSet decisions(int kilobytes) {
    Random random = new Random(kilobytes);
    Map<String, User> users = new HashMap<>();
    StringBuilder json = new StringBuilder("{\"users\":{");
    for (int i = 0; json.length() < kilobytes * 1000; i++) {
      User user = new User(random.nextInt(10) > 0, OPERATIONS.subList(0, 1 + random.nextInt(3)));
      users.put("user_" + i, user);
      json.append(i == 0 ? "" : ",")
          .append("\"user_%d\":{\"active\":%b,\"may\":".formatted(i, user.active))
          .append(DecisionSet.json(user.may))
          .append('}');
    }
    return new DecisionSet(
        REGO,
        "directory/authz/allow",
        json.append("}}").toString(),
        requests(users.size(), random),
        input -> allow(users, input));
  }

  private static boolean allow(Map<String, User> users, PolicyInput input) {
    User user = users.get(((Caller.User) input.caller()).userId());
    return user != null && user.active && user.may.contains(input.operationId());
  }

  private static List<PolicyInput> requests(int users, Random random) {
    List<PolicyInput> requests = new ArrayList<>();
    for (int i = 0; i < Requests.COUNT; i++) {
      int user = (int) ((long) i * Math.max(users, Requests.COUNT) / Requests.COUNT) % users;
      requests.add(
          Requests.ofUser(
              i, Caller.user("user_" + user), OPERATIONS.get(random.nextInt(OPERATIONS.size()))));
    }
    return requests;
  }
}
