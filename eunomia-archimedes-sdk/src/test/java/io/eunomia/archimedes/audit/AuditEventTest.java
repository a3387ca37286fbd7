package io.eunomia.archimedes.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.audit.AuditEvent.Outcome;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyInput;
import io.eunomia.policy.UuidV7;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditEventTest {
  @Test
  void whenTypesAreNamed_thenTheyAreThoseOfTheContract() {
    assertThat(Arrays.stream(AuditEvent.Type.values()).map(AuditEvent.Type::json))
        .containsExactly(
            "policy.created",
            "policy.modified",
            "policy.deleted",
            "bundle.compiled",
            "bundle.signed",
            "bundle.published",
            "distribution.started",
            "distribution.completed",
            "distribution.failed",
            "distribution.rolled_back",
            "authorization.allowed",
            "authorization.denied");
    assertThat(Arrays.stream(Outcome.values()).map(Outcome::json))
        .containsExactly("success", "failure", "denied");
  }

  @Test
  void whenAnActivationIsWritten_thenItSaysWhoDidWhatToWhich() {
    JsonNode json =
        AuditEvent.builder(
                AuditEvent.Type.DISTRIBUTION_COMPLETED,
                "users-service",
                "spiffe://example.org/cp",
                Outcome.SUCCESS)
            .policy(Events.POLICY, 42)
            .git("8f4c1e0", "Ann <ann@example.org>")
            .details(Map.of("source", "push"))
            .timestamp(Instant.parse("2026-01-02T03:04:05Z"))
            .build()
            .toJson();

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "id", "timestamp", "event", "service", "policy", "git", "actor", "outcome", "details");
    assertThat(json.path("timestamp").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(json.path("policy").toString())
        .isEqualTo(
            "{\"version\":\"1.2.3\",\"revision\":\"8f4c1e0\",\"digest\":\"sha256:"
                + "ab".repeat(32)
                + "\",\"sequence\":42}");
    assertThat(json.at("/git/author").asText()).isEqualTo("Ann <ann@example.org>");
    assertThat(json.path("id").asText()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{18,}");
  }

  @Test
  void whenADecisionIsWritten_thenItHasNoValueOfTheRequest() {
    JsonNode json =
        AuditEvent.decision(Events.input(), Events.denied("no role"), 42, AuditFields.none())
            .toJson();

    assertThat(json.path("event").asText()).isEqualTo("authorization.denied");
    assertThat(json.path("outcome").asText()).isEqualTo("denied");
    assertThat(json.path("actor").asText()).isEqualTo("user:u-1");
    assertThat(json.path("caller").toString()).isEqualTo("{\"type\":\"user\",\"id\":\"u-1\"}");
    assertThat(json.path("operation_id").asText()).isEqualTo("getUser");
    assertThat(json.path("request_id").asText()).isEqualTo("r-1");
    assertThat(json.path("reasons").toString()).isEqualTo("[\"no role\"]");
    assertThat(json.path("cause").asText()).isEqualTo("policy");
    assertThat(json.path("evaluation_time_ns").asLong()).isEqualTo(1_234);
    assertThat(json.at("/policy/sequence").asLong()).isEqualTo(42);
    assertThat(json.path("details")).isEmpty();
    assertThat(json.toString()).doesNotContain("hush", "t-1", "100000", "admin");
  }

  @Test
  void whenNoPolicyDecided_thenNoneIsNamed() {
    PolicyDecision none = PolicyDecision.deny(Cause.NO_POLICY, List.of(), null, UuidV7.next(), 0);
    PolicyInput workload =
        PolicyInput.builder(Caller.spiffe("spiffe://example.org/ns/a/sa/b"), "s", "o", "GET", "/")
            .build();
    JsonNode json = AuditEvent.decision(workload, none, 0, AuditFields.none()).toJson();

    assertThat(json.has("policy")).isFalse();
    assertThat(json.path("actor").asText()).isEqualTo("spiffe://example.org/ns/a/sa/b");
    assertThat(json.path("cause").asText()).isEqualTo("no_policy");
  }

  @Test
  void whenValuesAreConfigured_thenThoseAreShownAndNoOthers() {
    AuditFields shown = AuditFields.none().withHeaders("X-Tenant").withContext("tenant", "absent");
    JsonNode json = AuditEvent.decision(Events.input(), Events.allowed(), 1, shown).toJson();

    assertThat(json.path("event").asText()).isEqualTo("authorization.allowed");
    assertThat(json.path("details").toString())
        .isEqualTo("{\"headers\":{\"x-tenant\":\"t-1\"},\"context\":{\"tenant\":\"t-1\"}}");
    assertThatThrownBy(() -> AuditFields.none().withHeaders("Authorization"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whenOthersSayTooMuch_thenItIsCutAndMarked() throws Exception {
    ObjectNode deep = JsonNodeFactory.instance.objectNode();
    ObjectNode at = deep;
    for (int i = 0; i < 500; i++) {
      at = at.putObject("x");
    }
    ObjectNode wide = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < 5_000; i++) {
      wide.put("member" + i, "v".repeat(100));
    }
    PolicyInput input =
        PolicyInput.builder(Caller.user("u".repeat(100_000)), "s", "o".repeat(9_000), "GET", "/")
            .context("wide", wide)
            .context("long", "z".repeat(1_000_000))
            .build();
    PolicyDecision decision = Events.denied(new String[] {"r".repeat(1_000_000)});
    String[] many = new String[10_000];
    Arrays.fill(many, "because");

    String line =
        AuditEvent.decision(input, decision, 1, AuditFields.none().withContext("wide", "long"))
            .toString();
    assertThat(line)
        .hasSizeLessThan(40_000)
        .contains("(100000 characters, cut)")
        .contains("more, cut");
    assertThat(
            AuditEvent.decision(input, Events.denied(many), 1, AuditFields.none())
                .toJson()
                .path("reasons"))
        .hasSize(BoundedJson.ELEMENTS + 1)
        .last()
        .satisfies(marker -> assertThat(marker.asText()).contains("9936 more, cut"));
    assertThat(
            AuditEvent.builder(AuditEvent.Type.BUNDLE_SIGNED, "s", "a", Outcome.FAILURE)
                .details(deep)
                .build()
                .toString())
        .contains("(an object, cut)");
  }

  @Test
  void whenTextHasHalfASurrogatePair_thenItCanStillBeWritten() throws Exception {
    PolicyInput input =
        PolicyInput.builder(Caller.user("a\ud800b\udc00"), "s", "o", "GET", "/")
            .context("\ud800", "\udfff\uD83D\uDE00")
            .build();
    AuditEvent event =
        AuditEvent.decision(
            input, Events.denied("\udbff"), 1, AuditFields.none().withContext("\ud800"));

    byte[] line = ChainLine.write(event, ChainLine.START);
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.at("/caller/id").asText()).isEqualTo("a\ufffdb\ufffd");
    assertThat(json.at("/reasons/0").asText()).isEqualTo("\ufffd");
    assertThat(json.at("/details/context/\ufffd").asText()).isEqualTo("\ufffd\uD83D\uDE00");
  }
}
