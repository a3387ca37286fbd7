package io.eunomia.archimedes.pull;

import static io.eunomia.archimedes.pull.HttpRelay.respond;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.pull.PullException.Code;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where redirects lead, and what goes there. */
class RedirectTest extends RelayedPulls {
  @Test
  void whenTheBlobIsElsewhere_thenNoCredentialsGoThere() throws Exception {
    protect();
    registry.all("/blobs/", redirect("http://" + store.address() + "/bucket/object?signature=x"));
    store.all("/bucket/", respond(200, "", BUNDLE));

    assertThat(authenticated().bytes()).isEqualTo(BUNDLE);
    assertThat(registry.requests().get(2).header("Authorization")).isPresent();
    assertThat(store.requests()).hasSize(1);
    assertThat(store.requests().get(0).header("Authorization")).isEmpty();
    assertThat(store.requests().get(0).target()).isEqualTo("/bucket/object?signature=x");
  }

  @Test
  void whenTheRedirectStaysAtHome_thenCredentialsGoOn() throws Exception {
    protect();
    registry.all("/blobs/", redirect("/elsewhere/object"));
    registry.all("/elsewhere/", respond(200, "", BUNDLE));

    assertThat(authenticated().bytes()).isEqualTo(BUNDLE);
    assertThat(registry.requests().get(3).header("Authorization")).isPresent();
  }

  @Test
  void whenTheRedirectComesBackFromElsewhere_thenWithoutCredentials() throws Exception {
    protect();
    registry.all("/blobs/", redirect("http://" + store.address() + "/bucket"));
    store.all("/bucket", redirect("http://" + registry.address() + "/elsewhere"));
    registry.all("/elsewhere", respond(200, "", BUNDLE));

    assertThat(authenticated().bytes()).isEqualTo(BUNDLE);
    assertThat(registry.requests().get(3).header("Authorization")).isEmpty();
  }

  @Test
  void whenAnotherAsksForCredentials_thenItGetsNone() {
    protect();
    registry.all("/blobs/", redirect("http://" + store.address() + "/bucket?signature=geheim"));
    store.all("/bucket", respond(401, "WWW-Authenticate: Basic realm=\"store\"\r\n", ""));

    PullException failure = Failures.of(this::authenticated);

    assertThat(failure.code()).isEqualTo(Code.UNAUTHORIZED);
    assertThat(failure)
        .hasMessageContaining("/bucket answered 401")
        .hasMessageNotContaining("geheim");
    assertThat(store.requests()).hasSize(1);
  }

  @Test
  void whenRedirectsDoNotEnd_thenFiveAreEnough() {
    registry.all("/manifests/", redirect("/v2/a/b/manifests/latest"));

    assertThat(failure().code()).isEqualTo(Code.INVALID_RESPONSE);
    assertThat(failure()).hasMessageContaining("more than 5 redirects");
    assertThat(registry.requests()).hasSize(12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://",
        "http://192.0.2.1/x",
        "ftp://127.0.0.1/x",
        "file:///etc/passwd",
        "http://user:geheim@127.0.0.1/x",
        "http://a b/geheim",
        "mailto:geheim"
      })
  void whenARedirectLeadsWhereItMustNot_thenItIsNotFollowed(String location) {
    registry.all("/blobs/", redirect(location));

    PullException failure = failure();

    assertThat(failure.code()).isEqualTo(Code.INVALID_RESPONSE);
    assertThat(failure).hasMessageContaining("redirect").hasMessageNotContaining("geheim");
  }

  @Test
  void whenATlsRegistryLeadsOutOfTls_thenNotFollowed() throws Exception {
    TestAuthority authority = new TestAuthority();
    SSLContext tls = authority.serverContext(authority.issue("registry.test"));
    try (HttpRelay secure = new HttpRelay(tls);
        TunnelProxy proxy = new TunnelProxy(secure.port())) {
      OciRegistry careful =
          patient()
              .trust(authority.clientContext())
              .proxy("127.0.0.1", proxy.port())
              .credentials(RegistryCredentials.basic("deployer", SECRET))
              .build();
      RegistryReference reference = RegistryReference.parse("registry.test/a/b");

      secure.all("/manifests/", redirect("http://" + store.address() + "/manifests"));
      PullException redirected = Failures.of(() -> careful.pull(reference, null));
      String realm = "http://" + store.address() + "/token";
      secure.all(
          "/manifests/", respond(401, "WWW-Authenticate: Bearer realm=\"" + realm + "\"\r\n", ""));
      PullException challenged = Failures.of(() -> careful.pull(reference, null));

      assertThat(redirected.code()).isEqualTo(Code.INVALID_RESPONSE);
      assertThat(redirected).hasMessageContaining("the redirect leads where it must not");
      assertThat(challenged.code()).isEqualTo(Code.INVALID_RESPONSE);
      assertThat(challenged).hasMessageContaining("not one to give credentials to");
      assertThat(store.requests()).isEmpty();
    }
  }

  @Test
  void whenManyPullAtOnce_thenEachHasItsOwn() {
    protect();
    registry.all("/blobs/", respond(200, "", BUNDLE));

    assertThat(
            IntStream.range(0, 20)
                .parallel()
                .mapToObj(
                    i -> {
                      try {
                        return authenticated().bytes();
                      } catch (PullException e) {
                        throw new IllegalStateException(e);
                      }
                    })
                .toList())
        .allSatisfy(bytes -> assertThat(bytes).isEqualTo(BUNDLE));
  }
}
