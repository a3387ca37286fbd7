package io.eunomia.archimedes.pull;

import static io.eunomia.archimedes.pull.HttpRelay.endless;
import static io.eunomia.archimedes.pull.HttpRelay.respond;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.pull.PullException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Challenges and token servers that are not to be trusted. */
class TokenChallengeTest extends RelayedPulls {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.0.2.1/token",
        "ftp://127.0.0.1/token",
        "",
        "token",
        "http://a@127.0.0.1/token",
        "https:token",
        "http://127.0.0.1/token#x"
      })
  void whenTheTokenServerIsNoneToTrust_thenItGetsNoCredentials(String realm) {
    registry.all(
        "/manifests/", respond(401, "WWW-Authenticate: Bearer realm=\"" + realm + "\"\r\n", ""));

    PullException failure = Failures.of(this::authenticated);

    assertThat(failure.code()).isEqualTo(Code.INVALID_RESPONSE);
    assertThat(failure).hasMessageContaining("token server").hasMessageNotContaining(SECRET);
  }

  @Test
  void whenTheTokenServerRedirects_thenItIsNotFollowed() {
    challenge();
    registry.all("/token", redirect("http://" + store.address() + "/token"));

    assertThat(Failures.of(this::authenticated).code()).isEqualTo(Code.INVALID_RESPONSE);
    assertThat(store.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", "{}", "[]", "{\"token\": \"a\\r\\nX: b\"}", "{\"token\": \"\"}"})
  void whenTheTokenIsNone_thenInvalid(String body) {
    challenge();
    registry.all("/token", respond(200, "", body));

    assertThat(Failures.of(this::authenticated).code()).isEqualTo(Code.INVALID_RESPONSE);
  }

  @Test
  void whenTheTokenDoesNotEnd_thenTooLarge() {
    challenge();
    registry.all("/token", endless(200, ""));

    PullException failure = Failures.of(this::authenticated);

    assertThat(failure.code()).isEqualTo(Code.TOO_LARGE);
    assertThat(failure).hasMessageContaining("longer than 65536 bytes");
  }

  @Test
  void whenTheTokenIsCalledAccessToken_thenItIsOne() throws Exception {
    registry.next(
        "/manifests/",
        respond(
            401,
            "WWW-Authenticate: Bearer realm=\"http://%s/token?a=b\"\r\n"
                .formatted(registry.address()),
            ""));
    registry.all("/token", respond(200, "", "{\"access_token\": \"sesame\"}"));

    assertThat(authenticated().bytes()).isEqualTo(BUNDLE);
    assertThat(registry.requests().get(1).target())
        .isEqualTo("/token?a=b&scope=repository%3Aa%2Fb%3Apull");
    assertThat(registry.requests().get(2).header("Authorization")).contains("Bearer sesame");
  }

  @Test
  void whenSecretsAreEchoed_thenTheyAreNotShown() {
    registry.all(
        "/manifests/",
        (request, out) ->
            respond(
                    401,
                    "WWW-Authenticate: Basic realm=x\r\n",
                    "{\"errors\": [{\"message\": \"you sent "
                        + request.header("Authorization").orElse("nothing")
                        + "\"}]}")
                .answer(request, out));

    PullException failure = Failures.of(this::authenticated);

    assertThat(failure.code()).isEqualTo(Code.UNAUTHORIZED);
    assertThat(failure).hasMessageEndingWith("answered 401");

    challenge();
    registry.all(
        "/token", respond(403, "", "{\"errors\": [{\"message\": \"not " + SECRET + "\"}]}"));
    assertThat(Failures.of(this::authenticated)).hasMessageEndingWith("/token answered 403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer realm=\"x", "Digest realm=\"x\", nonce=\"y\""})
  void whenTheChallengeCannotBeAnswered_thenNoCredentialsAreSent(String challenge) {
    registry.all("/manifests/", respond(401, "WWW-Authenticate: " + challenge + "\r\n", ""));

    PullException failure = Failures.of(this::authenticated);

    assertThat(failure.code()).isIn(Code.UNAUTHORIZED, Code.INVALID_RESPONSE);
    assertThat(registry.requests()).allMatch(r -> r.header("Authorization").isEmpty());
  }
}
