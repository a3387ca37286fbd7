package io.eunomia.testkit.junit;

/**
 * Requests to the services of a directory, whose policies are compiled when they are first asked.
 *
 * <pre>{@code
 * policies.given("users-service")
 *     .caller(Caller.spiffe("spiffe://example.org/ns/prod/sa/payments-service"))
 *     .operation("getUser")
 *     .expectAllowed();
 * }</pre>
 *
 * <p>Thread-safe; usable as long as the test or the class that got it.
 */
public final class PolicyFixtures {
  private final OpenPolicies policies;

  PolicyFixtures(OpenPolicies policies) {
    this.policies = policies;
  }

  /**
   * A request to a service.
   *
   * @throws AssertionError if its policy does not compile
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public PolicyFixture given(String service) {
    return PolicyFixture.given(policies.of(service).runtime().runtime());
  }
}
