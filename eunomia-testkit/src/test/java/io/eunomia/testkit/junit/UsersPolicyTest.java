package io.eunomia.testkit.junit;

import static io.eunomia.policy.Caller.spiffe;
import static io.eunomia.testkit.junit.PolicyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.audit.AuditEvent;
import io.eunomia.archimedes.audit.AuditEvent.Outcome;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.testkit.RecordedAudit;
import io.eunomia.testkit.RecordedDecisions;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the examples' policy, as somebody would write them who has such a policy. */
@PolicyTest(policies = "../examples/policies", service = "users-service")
class UsersPolicyTest {
  private static final Caller SUE = Caller.user("u-sue", List.of("support")).withTenantId("t-1");

  private PolicyFixture sue;

  @BeforeEach
  void given(PolicyFixture policy) {
    sue = policy.caller(SUE).context("tenant_id", "t-1").context("user_id", "u-bob");
  }

  @Test
  void whenSupportReads_thenItIsAllowed() {
    sue.operation("getUser").request("GET", "/users/u-bob").expectAllowed().hasReasons();
  }

  @ParameterizedTest
  @ValueSource(strings = {"createUser", "updateUser"})
  void whenSupportWrites_thenItIsDenied(String operation, PolicyFixture policy) {
    sue.operation(operation)
        .expectDenied("u-sue may not " + operation + ": permission users:write is missing")
        .hasCause(Cause.POLICY);
    policy.operation(operation).expectDenied();
  }

  @Test
  void whenAWorkloadIsListed_thenItReads(PolicyFixtures policies) {
    policies
        .given("users-service")
        .caller(spiffe("spiffe://example.org/ns/prod/sa/payments-service"))
        .operation("getUser")
        .expectAllowed();
    policies
        .given("payments-service")
        .caller(spiffe("spiffe://example.org/ns/prod/sa/ledger-service"))
        .operation("getPayment")
        .expectAllowed();
  }

  @Test
  void whenDecisionsAreMade_thenTheyAreOnRecord(
      PolicyRuntime runtime,
      RecordedDecisions decisions,
      RecordedAudit audit,
      MeterRegistry registry) {
    PolicyDecision allowed = runtime.authorize(sue.operation("getUser").input());
    sue.operation("deleteUser").expectDenied();

    assertThat(decisions.count()).isEqualTo(2);
    assertThat(decisions.inputs().get(0).operationId()).isEqualTo("getUser");
    assertThat(decisions.last()).isDenied();
    assertThat(audit).about(allowed).ofType(AuditEvent.Type.AUTHORIZATION_ALLOWED).hasCount(1);
    assertThat(audit)
        .by("user:u-sue")
        .ofOperation("deleteUser")
        .ofOutcome(Outcome.DENIED)
        .ofReason("u-sue may not deleteUser: permission users:delete is missing")
        .hasCount(1);
    assertThat(audit.events())
        .matching("without context", event -> event.path("details").isEmpty())
        .ofOutcome(Outcome.DENIED)
        .hasCount(1);
    MetricsAssert.assertThat(registry).decisions().allowed().ofOperation("getUser").hasCount(1);
    MetricsAssert.assertThat(registry).decisions().ofService("users-service").hasCount(2);
    MetricsAssert.assertThat(registry).activations().tag("outcome", "activated").hasCount(1);
    MetricsAssert.assertThat(registry).rollbacks().hasCount(0);
  }

  @Nested
  class Suspended {
    @Test
    void whenSomebodyIsSuspended_thenThatIsAReason(PolicyFixture policy) {
      policy
          .caller(Caller.user("u-mallory", List.of("admin")).withTenantId("t-1"))
          .context("tenant_id", "t-1")
          .operation("listUsers")
          .expectReasons("u-mallory is suspended")
          .isDenied()
          .hasReason("u-mallory is suspended");
    }

    @Test
    void whenTheClassAroundHasAFixture_thenItIsOfThisTest(RecordedDecisions decisions) {
      sue.operation("getUser").expectAllowed();
      assertThat(decisions.count()).isEqualTo(1);
    }
  }
}
