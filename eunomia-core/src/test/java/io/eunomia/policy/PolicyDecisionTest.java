package io.eunomia.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDecisionTest {
  private static final PolicyIdentity POLICY = new PolicyIdentity("s", "1.0.0", "abc", "sha256:0");
  private static final UUID ID = UUID.fromString("018f0000-0000-7000-8000-000000000000");

  @Test
  void whenWritten_thenTheJsonIsAsTheContractHasIt() {
    assertThat(
            PolicyDecision.deny(Cause.NOT_BOOLEAN, List.of("no"), POLICY, ID, 5)
                .toJson()
                .toString())
        .isEqualTo(
            "{\"allowed\":false,\"cause\":\"not_boolean\",\"reasons\":[\"no\"],\"policy\":"
                + "{\"service\":\"s\",\"version\":\"1.0.0\",\"revision\":\"abc\",\"digest\":\"sha256:0\"},"
                + "\"decision_id\":\"018f0000-0000-7000-8000-000000000000\",\"evaluation_time_ns\":5}");
  }

  @Test
  void whenReadBack_thenItIsEqual() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    for (PolicyDecision decision :
        List.of(
            PolicyDecision.allow(POLICY, ID, 7),
            PolicyDecision.deny(Cause.NO_POLICY, List.of(), null, ID, 0))) {
      assertThat(mapper.readValue(mapper.writeValueAsString(decision), PolicyDecision.class))
          .isEqualTo(decision);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POLICY")
  void whenTheCauseIsNotThePolicy_thenItCannotAllow(Cause cause) {
    assertThatThrownBy(() -> new PolicyDecision(true, cause, List.of(), POLICY, ID, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whenThereIsNoPolicy_thenItCannotAllow() {
    assertThatThrownBy(() -> new PolicyDecision(true, Cause.POLICY, List.of(), null, ID, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whenUuidsAreMade_thenTheyAreOfVersion7AndGrow() {
    Set<UUID> seen = new HashSet<>();
    UUID last = UuidV7.next();
    for (int i = 0; i < 10_000; i++) {
      UUID next = UuidV7.next();
      assertThat(next.version()).isEqualTo(7);
      assertThat(next.variant()).isEqualTo(2);
      assertThat(next.toString()).isGreaterThan(last.toString());
      assertThat(seen.add(next)).isTrue();
      last = next;
    }
  }

  @Test
  void whenTheClockStands_thenUuidsHaveItsTimeAndStillGrow() {
    Instant noon = Instant.parse("2026-11-21T12:00:00Z");
    UuidV7 uuids = new UuidV7(Clock.fixed(noon, ZoneOffset.UTC));
    UUID first = uuids.generate();
    UUID second = uuids.generate();

    assertThat(first.getMostSignificantBits() >>> 16).isEqualTo(noon.toEpochMilli());
    assertThat(second.toString()).isGreaterThan(first.toString());
  }

  @Test
  void whenAServiceIsNamed_thenItsPolicyIsFoundByConvention() {
    EntrypointConvention users = EntrypointConvention.of("users-service");

    assertThat(users.packageName()).isEqualTo("users_service.authz");
    assertThat(users.testPackageName()).isEqualTo("users_service.authz_test");
    assertThat(users.allow()).isEqualTo("users_service/authz/allow");
    assertThat(users.denyReason()).isEqualTo("users_service/authz/deny_reason");
    assertThat(users.root()).isEqualTo("users_service");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "-a", "a.b", "a/b", "..", "a b", "common", "\u00e4"})
  void whenNoPackageCanBeNamedAfterIt_thenItIsNoService(String name) {
    assertThat(EntrypointConvention.isServiceName(name)).isFalse();
    assertThatThrownBy(() -> EntrypointConvention.of(name))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
