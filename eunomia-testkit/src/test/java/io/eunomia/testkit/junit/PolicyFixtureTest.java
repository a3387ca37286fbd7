package io.eunomia.testkit.junit;

import static io.eunomia.testkit.junit.PolicyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyInput;
import io.eunomia.testkit.TestRuntime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class PolicyFixtureTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void whenARequestIsDescribed_thenThatIsWhatIsAsked() {
    try (TestRuntime runtime = TestRuntime.allowAll("users-service")) {
      PolicyFixture fixture =
          PolicyFixture.given(runtime.runtime())
              .caller(Caller.apiKey("k-1", "export", List.of("users:read")))
              .operation("getUser")
              .request("put", "/users/u-1")
              .context("tenant_id", "t-1")
              .header("X-Region", "eu")
              .environment("staging")
              .at(NOON)
              .requestId("r-1");
      PolicyInput input = fixture.input();
      assertThat(input.toJson())
          .hasToString(
              "{\"caller\":{\"type\":\"api_key\",\"key_id\":\"k-1\",\"name\":\"export\","
                  + "\"scopes\":[\"users:read\"]},\"service\":\"users-service\","
                  + "\"operation_id\":\"getUser\",\"method\":\"PUT\",\"path\":\"/users/u-1\","
                  + "\"headers\":{\"x-region\":\"eu\"},\"environment\":\"staging\","
                  + "\"context\":{\"tenant_id\":\"t-1\"},\"timestamp\":\"2026-03-02T12:00:00Z\","
                  + "\"request_id\":\"r-1\"}");
      fixture.expectAllowed();
      assertThat(fixture.decision()).isAllowed();
      assertThat(runtime.decisions().inputs())
          .allSatisfy(asked -> assertThat(asked.toJson()).isEqualTo(input.toJson()));
    }
  }

  @Test
  void whenAFixtureIsChanged_thenTheOneBeforeIsNot() {
    try (TestRuntime runtime = TestRuntime.allowAll("users-service")) {
      PolicyFixture one = PolicyFixture.given(runtime.runtime()).operation("a").context("x", 1);
      PolicyFixture other = one.operation("b").context("x", 2);
      assertThat(one.input().operationId()).isEqualTo("a");
      assertThat(one.input().context()).containsEntry("x", 1L);
      assertThat(other.input().context()).containsEntry("x", 2L);
      assertThatThrownBy(() -> PolicyFixture.given(runtime.runtime()).expectAllowed())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("say which operation is asked for: operation(…)");
    }
  }

  @Test
  void whenAnExpectationFails_thenItSaysAllThereIsToKnow() {
    try (TestRuntime runtime = TestRuntime.denyAll("users-service", "it is late", "and \"dark\"")) {
      PolicyFixture fixture =
          PolicyFixture.given(runtime.runtime()).operation("getUser").at(NOON).requestId("r-1");
      AssertionFailedError failure =
          catchThrowableOfType(AssertionFailedError.class, fixture::expectAllowed);
      assertThat(failure.getExpected().getStringRepresentation()).isEqualTo("allowed");
      assertThat(failure.getActual().getStringRepresentation()).isEqualTo("denied");
      String digest =
          runtime.decisions().last().decision().policy() == null
              ? ""
              : runtime.decisions().last().decision().policy().digest();
      assertThat(failure)
          .hasMessage(
              """
              expected to be allowed, but is denied
                decision: denied, cause policy
                reasons:  and "dark"
                          it is late
                policy:   users-service 0.0.1 %s
                input:    {
                            "caller" : {
                              "type" : "anonymous"
                            },
                            "service" : "users-service",
                            "operation_id" : "getUser",
                            "method" : "GET",
                            "path" : "/",
                            "environment" : "production",
                            "timestamp" : "2026-03-02T12:00:00Z",
                            "request_id" : "r-1"
                          }"""
                  .formatted(digest));
    }
  }

  @Test
  void whenReasonsOrCausesAreOthers_thenTheExpectationFails() {
    try (TestRuntime runtime = TestRuntime.denyAll("users-service", "a", "b")) {
      PolicyFixture fixture = PolicyFixture.given(runtime.runtime()).operation("getUser");
      fixture.expectDenied("b", "a").hasReason("a").hasCause(Cause.POLICY);
      fixture.expectReasons("a", "b");
      fixture.expectCause(Cause.POLICY);
      assertThatThrownBy(() -> fixture.expectDenied("a"))
          .hasMessageStartingWith("expected the reasons [a], but they are [a, b]");
      assertThatThrownBy(() -> fixture.expectReasons())
          .hasMessageStartingWith("expected the reasons [], but they are [a, b]");
      assertThatThrownBy(() -> fixture.expectDenied().hasReason("c"))
          .hasMessageStartingWith("expected the reason \"c\", which is not among them");
      assertThatThrownBy(() -> fixture.expectCause(Cause.NO_POLICY))
          .hasMessageStartingWith("expected the cause no_policy, but it is policy");
    }
  }

  @Test
  void whenEverythingIsAllowed_thenADenialIsNotExpected() {
    try (TestRuntime runtime = TestRuntime.allowAll("users-service")) {
      PolicyFixture fixture = PolicyFixture.given(runtime.runtime()).operation("getUser");
      assertThatThrownBy(fixture::expectDenied)
          .isInstanceOf(AssertionFailedError.class)
          .hasMessageStartingWith("expected to be denied, but is allowed\n  decision: allowed")
          .hasMessageContaining("reasons:  none");
    }
  }
}
