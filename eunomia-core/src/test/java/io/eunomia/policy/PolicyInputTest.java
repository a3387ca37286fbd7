package io.eunomia.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyInputTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static PolicyInput.Builder request() {
    return PolicyInput.builder(
            Caller.user("u-1", List.of("admin")), "users-service", "getUser", "get", "/users/u-2")
        .timestamp(NOON)
        .requestId("r-1");
  }

  @Test
  void whenOnlyTheRequiredPartsAreGiven_thenTheOthersHaveDefaults() {
    PolicyInput input =
        PolicyInput.builder(Caller.anonymous(), "s", "op", "get", "/p")
            .clock(Clock.fixed(NOON, ZoneOffset.UTC))
            .build();

    assertThat(input.environment()).isEqualTo("production");
    assertThat(input.timestamp()).isEqualTo(NOON);
    assertThat(input.requestId()).hasSize(36);
    assertThat(input.method()).isEqualTo("GET");
    assertThat(input.toJson().has("headers")).isFalse();
    assertThat(input.toJson().has("context")).isFalse();
  }

  @Test
  void whenWritten_thenTheJsonIsFlatAndSnakeCase() {
    String json =
        request()
            .headers(
                Map.of("X-Region", "eu", "Authorization", "Bearer x", "X-Other", "1"),
                HeaderAllowlist.of("X-Region"))
            .environment("staging")
            .context("amount", new BigDecimal("10.50"))
            .build()
            .toJson()
            .toString();

    assertThat(json)
        .isEqualTo(
            "{\"caller\":{\"type\":\"user\",\"user_id\":\"u-1\",\"roles\":[\"admin\"],\"groups\":[]},"
                + "\"service\":\"users-service\",\"operation_id\":\"getUser\",\"method\":\"GET\","
                + "\"path\":\"/users/u-2\",\"headers\":{\"x-region\":\"eu\"},"
                + "\"environment\":\"staging\",\"context\":{\"amount\":10.50},"
                + "\"timestamp\":\"2026-11-21T12:00:00Z\",\"request_id\":\"r-1\"}");
  }

  @Test
  void whenReadBack_thenTheInputIsEqual() {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("nothing", null);
    attributes.put("list", List.of(1, 2.5, "x", true));
    PolicyInput input =
        request()
            .header("X-Region", "eu")
            .context("attributes", attributes)
            .context("big", new BigInteger("123456789012345678901234567890"))
            .build();

    assertThat(PolicyInput.parse(input.toJson().toString()))
        .isEqualTo(input)
        .hasSameHashCodeAs(input);
  }

  @Test
  void whenMappedByAnyObjectMapper_thenTheInputIsEqual() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    PolicyInput input = request().context("tenant_id", "t-1").build();

    assertThat(mapper.readValue(mapper.writeValueAsBytes(input), PolicyInput.class))
        .isEqualTo(input);
  }

  @Test
  void whenTheGivenCollectionsChangeLater_thenTheInputDoesNot() {
    List<Object> tags = new ArrayList<>(List.of("a"));
    PolicyInput input = request().context("tags", tags).build();
    tags.add("b");

    assertThat(input.context().get("tags")).isEqualTo(List.of("a"));
    assertThatThrownBy(() -> input.context().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(input.context().get("tags"))
        .isInstanceOfSatisfying(
            List.class,
            copy ->
                assertThatThrownBy(copy::clear).isInstanceOf(UnsupportedOperationException.class));
  }

  @ParameterizedTest
  @CsvSource({"Authorization", "COOKIE", "Proxy-Authorization"})
  void whenAHeaderCarriesCredentials_thenItIsRefused(String name) {
    assertThatThrownBy(() -> request().header(name, "x"))
        .isInstanceOf(PolicyInputException.class)
        .hasMessageContaining("never passes");
    assertThatThrownBy(() -> HeaderAllowlist.of(name)).isInstanceOf(PolicyInputException.class);
  }

  @Test
  void whenHeaderNamesDifferInCaseOnly_thenTheirValuesAreJoined() {
    Map<String, String> headers = new TreeMap<>(Map.of("X-A", "1", "x-a", "2"));

    assertThat(HeaderAllowlist.of("x-a").filter(headers)).isEqualTo(Map.of("x-a", "1, 2"));
    assertThat(HeaderAllowlist.none().filter(headers)).isEmpty();
  }

  @Test
  void whenTheContextIsNotJson_thenTheFieldIsNamed() {
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);

    assertThatThrownBy(() -> request().context("a", List.of(Map.of("b", new Object()))))
        .hasMessageContaining("context.a[0].b");
    assertThatThrownBy(() -> request().context("a", Double.NaN)).hasMessageContaining("finite");
    assertThatThrownBy(() -> request().context("a", cycle)).hasMessageContaining("nested deeper");
    assertThatThrownBy(() -> request().context("a", Map.of(1, 2))).hasMessageContaining("key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|must be an object",
        "null|must be an object",
        "{}|caller: is required",
        "{\"caller\":1}|caller: must be an object",
        "{\"caller\":{}}|caller.type: is required",
        "{\"caller\":{\"type\":\"root\"}}|caller.type: must be one of",
        "{\"caller\":{\"type\":\"user\"}}|caller.user_id: is required",
        "{\"caller\":{\"type\":\"user\",\"user_id\":\" \"}}|caller.user_id: must not be blank",
        "{\"caller\":{\"type\":\"user\",\"user_id\":\"u\",\"roles\":[1]}}|caller.roles[0]: must be a string",
        "{\"caller\":{\"type\":\"anonymous\",\"x\":1}}|caller.x: is not a known field",
        "{\"caller\":{\"type\":\"anonymous\"},\"service\":1}|service: must be a string",
        "{\"callers\":{}}|callers: is not a known field",
        "{\"caller\":{\"type\":\"anonymous\"},\"caller\":{}}|Duplicate field 'caller'",
        "{\"caller\":|is not valid JSON",
        "{} {}|is not valid JSON",
      })
  void whenTheJsonBreaksTheContract_thenTheFieldIsNamed(String json, String message) {
    assertThatThrownBy(() -> PolicyInput.parse(json))
        .isInstanceOf(PolicyInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"path\":\"/a?b=1\"|path: must not contain the query",
        "\"path\":\"/a\",\"headers\":{\"cookie\":\"x\"}|headers.cookie: carries credentials",
        "\"path\":\"/a\",\"headers\":{\"x\":1}|headers.x: must be a string",
        "\"path\":\"/a\",\"headers\":{\"a b\":\"1\"}|is not a header's name",
        "\"path\":\"/a\",\"context\":[]|context: must be an object",
        "\"path\":\"/a\",\"timestamp\":\"yesterday\"|timestamp: must be a time",
        "\"path\":\"/a\",\"request_id\":\"\"|request_id: must not be blank",
      })
  void whenALaterFieldBreaksTheContract_thenItIsNamed(String rest, String message) {
    String json =
        "{\"caller\":{\"type\":\"anonymous\"},\"service\":\"s\",\"operation_id\":\"o\","
            + ("\"method\":\"GET\"," + rest + "}");

    assertThatThrownBy(() -> PolicyInput.parse(json))
        .isInstanceOf(PolicyInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whenTheTimestampHasAnOffset_thenItIsUtcAfterwards() {
    PolicyInput input =
        PolicyInput.parse(
            "{\"caller\":{\"type\":\"anonymous\"},\"service\":\"s\",\"operation_id\":\"o\","
                + "\"method\":\"GET\",\"path\":\"/\",\"timestamp\":\"2026-11-21T13:00:00+01:00\"}");

    assertThat(input.toJson().get("timestamp").textValue()).isEqualTo("2026-11-21T12:00:00Z");
  }

  @Test
  void whenPrinted_thenHeaderAndContextValuesAreNotShown() {
    assertThat(request().header("x-a", "secret1").context("b", "secret2").build().toString())
        .contains("u-1", "getUser")
        .doesNotContain("secret");
  }
}
