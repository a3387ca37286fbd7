package io.eunomia.benchmarks;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Five hundred requests as a service sees them, the same in every run: most are users', one in four
 * a service's.
 */
final class Requests {
  static final int COUNT = 500;

  private static final List<String> OPERATIONS =
      List.of("listUsers", "getUser", "createUser", "updateUser", "deleteUser");
  private static final List<String> ROLES = List.of("viewer", "editor", "admin", "guest");
  private static final List<String> SERVICES = List.of("billing", "provisioning", "reporting");
  private static final long SEED = 20261121;

  private Requests() {}

  static List<PolicyInput> all() {
    Random random = new Random(SEED);
    return IntStream.range(0, COUNT).mapToObj(i -> request(i, random)).toList();
  }

  private static PolicyInput request(int number, Random random) {
    Caller caller =
        random.nextInt(4) == 0
            ? Caller.spiffe("spiffe://prod.example/ns/default/sa/" + pick(SERVICES, random))
            : Caller.user("u-" + number, List.of(pick(ROLES, random), pick(ROLES, random)))
                .withTenantId("t-" + random.nextInt(60));
    return PolicyInput.builder(
            caller,
            "users-service",
            pick(OPERATIONS, random),
            random.nextBoolean() ? "GET" : "POST",
            "/v1/users/" + random.nextInt(100_000))
        .header("x-request-source", "gateway")
        .timestamp(Instant.ofEpochSecond(1_790_000_000L + number))
        .requestId("request-" + number)
        .build();
  }

  /**
   * A request made anew, as a service makes one: of strings that were never looked at. Who a
   * service is was read off its certificate when it connected.
   */
  static PolicyInput again(PolicyInput request) {
    Caller caller = request.caller();
    if (caller instanceof Caller.User user) {
      Caller.User same =
          Caller.user(fresh(user.userId()), user.roles().stream().map(Requests::fresh).toList());
      caller = user.tenantId() == null ? same : same.withTenantId(fresh(user.tenantId()));
    }
    return PolicyInput.builder(
            caller,
            request.service(),
            fresh(request.operationId()),
            request.method(),
            fresh(request.path()))
        .header("x-request-source", "gateway")
        .timestamp(request.timestamp())
        .requestId(fresh(request.requestId()))
        .build();
  }

  /** The same text as another object, as a parser would give: nothing is known of its hash. */
  static String fresh(String text) {
    return new String(text.toCharArray());
  }

  /** A request of a user. */
  static PolicyInput ofUser(int number, Caller.User user, String operation) {
    return PolicyInput.builder(user, "users-service", operation, "POST", "/v1/things/" + number)
        .timestamp(Instant.ofEpochSecond(1_790_000_000L + number))
        .requestId("request-" + number)
        .build();
  }

  private static String pick(List<String> from, Random random) {
    return fresh(from.get(random.nextInt(from.size())));
  }
}
