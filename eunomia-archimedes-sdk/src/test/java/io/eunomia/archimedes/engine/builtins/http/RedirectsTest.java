package io.eunomia.archimedes.engine.builtins.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.engine.builtins.http.SendRequest.Caching;
import io.eunomia.archimedes.engine.builtins.http.SendRequest.Decoding;
import io.eunomia.archimedes.engine.builtins.uri.Uri;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectsTest {
  private static final TlsParameters TLS =
      new TlsParameters(true, List.of("authority"), "certificate", "key", false, "name");

  private static SendRequest request(String url) throws Exception {
    return new SendRequest(
        "GET",
        Uri.parse(url),
        Map.of("Authorization", "a"),
        null,
        true,
        new Decoding(false, false),
        TLS,
        0,
        0,
        new Caching(false, -1, false));
  }

  private static @Nullable SendRequest next(String url, int code, String location)
      throws Exception {
    return Redirects.next(
        request(url), new Response(code, "", Map.of("location", List.of(location)), new byte[0]));
  }

  private static SendRequest follow(String url, String location) throws Exception {
    return Objects.requireNonNull(next(url, 302, location));
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/a/b?q, /c?d, http://h/c?d",
    "http://h/a/b?q, c, http://h/a/c",
    "http://h, c, http://h/c",
    "http://h:81/a/b, ?x, http://h:81/a/b?x",
    "http://u:p@h/a, b, http://u:p@h/b",
    "http://h/a, //other/b, http://other/b",
    "https://h/a, http://h/b, http://h/b",
    "http://h/a|b?c|d, e f, http://h/e%20f"
  })
  void whenLocationIsRelative_thenItIsResolved(String url, String location, String expected)
      throws Exception {
    assertThat(follow(url, location).uri()).hasToString(expected);
  }

  @Test
  void whenServerIsAnother_thenTheClientDoesNotShowItself() throws Exception {
    assertThat(follow("https://h/a", "/b").tls()).isEqualTo(TLS);
    for (String other : List.of("https://g/b", "https://h:444/b", "http://h/b")) {
      SendRequest redirected = follow("https://h/a", other);
      assertThat(redirected.tls().key()).isEmpty();
      assertThat(redirected.tls().serverName()).isEmpty();
      assertThat(redirected.tls().authorities()).containsExactly("authority");
      assertThat(redirected.headers()).isEmpty();
    }
  }

  @Test
  void whenItIsNoRedirect_thenNothingFollows() throws Exception {
    assertThat(next("http://h/", 304, "/b")).isNull();
    assertThat(next("http://h/", 200, "/b")).isNull();
    assertThat(next("http://h/", 302, "")).isNull();
  }

  @Test
  void whenShown_thenThereAreNoSecrets() throws Exception {
    SendRequest request = request("http://u:password@h/secret?secret");
    assertThat(request.toString()).doesNotContain("secret", "password", "Authorization");
    assertThat(TLS).hasToString("TlsParameters");
    assertThat(Target.of(request.uri())).hasToString("http://h");
  }
}
