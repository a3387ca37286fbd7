package io.eunomia.benchmarks;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The requests of a scenario. Drawn blindly, few would be allowed in a small world, and most of a
 * policy would never be reached; so every second one is drawn again until it is.
 */
final class ScenarioRequests {
  private static final int MOST_DRAWS = 2000;

  private ScenarioRequests() {}

  /** As many requests as everywhere, half of them allowed if the world allows anything. */
  static List<PolicyInput> of(Supplier<Ask> asks, Predicate<PolicyInput> allowed) {
    List<PolicyInput> requests = new ArrayList<>();
    while (requests.size() < Requests.COUNT) {
      int number = requests.size();
      PolicyInput request = asks.get().request(number);
      for (int i = 0; number % 2 == 0 && !allowed.test(request) && i < MOST_DRAWS; i++) {
        request = asks.get().request(number);
      }
      requests.add(request);
    }
    return requests;
  }

  /**
   * Who asks for what.
   *
   * @param user the user's id
   * @param operation the operation's id
   * @param kind what kind of thing it is asked of
   * @param name its name
   */
  record Ask(String user, String operation, String kind, String name) {
    private PolicyInput request(int number) {
      return PolicyInput.builder(
              Caller.user(Requests.fresh(user)),
              "scenario",
              Requests.fresh(operation),
              "POST",
              "/v1/" + kind + "/" + name)
          .context(kind, Requests.fresh(name))
          .timestamp(Instant.ofEpochSecond(1_790_000_000L + number))
          .requestId("request-" + number)
          .build();
    }
  }
}
