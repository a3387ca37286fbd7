package io.eunomia.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "spiffe://example.org/ns/prod/sa/orders,example.org,/ns/prod/sa/orders,orders",
    "spiffe://example.org/orders,example.org,/orders,orders",
    "spiffe://a-b.c_d/x/Y.z/W-1,a-b.c_d,/x/Y.z/W-1,W-1",
  })
  void whenASpiffeIdIsRead_thenItsPartsAreDerived(
      String id, String trustDomain, String path, String serviceName) {
    SpiffeId parsed = SpiffeId.parse(id);

    assertThat(parsed.trustDomain()).isEqualTo(trustDomain);
    assertThat(parsed.path()).isEqualTo(path);
    assertThat(parsed.serviceName()).isEqualTo(serviceName);
    assertThat(parsed).hasToString(id).isEqualTo(SpiffeId.parse(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://example.org/a",
        "SPIFFE://example.org/a",
        "spiffe:///a",
        "spiffe://example.org",
        "spiffe://example.org/",
        "spiffe://example.org/a/",
        "spiffe://example.org//a",
        "spiffe://example.org/./a",
        "spiffe://example.org/a/..",
        "spiffe://Example.org/a",
        "spiffe://example.org:80/a",
        "spiffe://user@example.org/a",
        "spiffe://example.org/a%20b",
        "spiffe://example.org/a?b",
        "spiffe://example.org/a#b",
        "spiffe://example.org/\u00e4",
      })
  void whenASpiffeIdIsNotAWorkloads_thenItIsRefused(String id) {
    assertThatThrownBy(() -> Caller.spiffe(id))
        .isInstanceOf(PolicyInputException.class)
        .hasMessageStartingWith("caller.spiffe_id: ");
  }

  @Test
  void whenASpiffeIdIsTooLong_thenItIsRefused() {
    assertThatThrownBy(() -> SpiffeId.parse("spiffe://d/" + "a".repeat(2048)))
        .hasMessageContaining("longer than 2048");
    assertThatThrownBy(() -> SpiffeId.parse("spiffe://" + "d".repeat(256) + "/a"))
        .hasMessageContaining("longer than 255");
  }

  @Test
  void whenDerivedFieldsAreForged_thenTheyAreDerivedAgain() throws Exception {
    Caller caller =
        Caller.fromJson(
            JSON.readTree(
                "{\"type\":\"spiffe\",\"spiffe_id\":\"spiffe://d/ns/n/sa/orders\","
                    + "\"trust_domain\":\"evil\",\"path\":\"/x\",\"service_name\":\"admin\"}"));

    assertThat(caller.toJson().toString())
        .isEqualTo(
            "{\"type\":\"spiffe\",\"spiffe_id\":\"spiffe://d/ns/n/sa/orders\",\"trust_domain\":\"d\","
                + "\"path\":\"/ns/n/sa/orders\",\"service_name\":\"orders\"}");
  }

  @Test
  void whenEveryKindIsReadBack_thenItIsEqual() throws Exception {
    List<Caller> callers =
        List.of(
            Caller.spiffe("spiffe://d/a"),
            Caller.user("u"),
            Caller.user("u", List.of("r"))
                .withEmail("e@example.org")
                .withName("n")
                .withGroups(List.of("g"))
                .withTenantId("t"),
            Caller.apiKey("k", "n", List.of("s")),
            Caller.apiKey("k", "n", List.of()).withOwnerId("o"),
            Caller.anonymous());
    for (Caller caller : callers) {
      assertThat(JSON.readValue(JSON.writeValueAsString(caller), Caller.class)).isEqualTo(caller);
    }
    assertThat(callers.stream().map(Caller::type).distinct())
        .containsExactly("spiffe", "user", "api_key", "anonymous");
    assertThat(callers.get(0).id()).isEqualTo("spiffe://d/a");
  }

  private static Caller.User user(String id) {
    return Caller.user(id);
  }

  @Test
  void whenAnIdIsBlank_thenItIsRefused() {
    assertThatThrownBy(() -> user(" ")).hasMessageContaining("caller.user_id");
    assertThatThrownBy(() -> Caller.apiKey("", "n", List.of()))
        .hasMessageContaining("caller.key_id");
    assertThatThrownBy(() -> Caller.apiKey("k", "", List.of())).hasMessageContaining("caller.name");
  }
}
