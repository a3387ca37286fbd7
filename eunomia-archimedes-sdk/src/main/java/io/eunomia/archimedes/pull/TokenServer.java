package io.eunomia.archimedes.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eunomia.archimedes.pull.PullException.Code;
import io.eunomia.archimedes.pull.RegistryCredentials.Basic;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Gets tokens from the server that a registry names in its challenge: Docker's protocol. */
final class TokenServer {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_BYTES = 64 << 10;
  private static final long DEFAULT_SECONDS = 60;
  private static final long MAX_SECONDS = 24 * 3600;

  private final RegistryTransport transport;
  private final PlainHttp plainHttp;

  TokenServer(RegistryTransport transport, PlainHttp plainHttp) {
    this.transport = transport;
    this.plainHttp = plainHttp;
  }

  /** A token, and how long it lasts. */
  record Token(String value, Duration lifetime) {
    @Override
    public String toString() {
      return "Token[]";
    }
  }

  /**
   * Asks for a token to pull from one repository. What the challenge says of the scope is not
   * repeated: nothing else than this is needed.
   *
   * @param registry who named the token server
   * @param credentials null to ask as nobody
   */
  Token token(URI registry, AuthChallenge challenge, String repository, @Nullable Basic credentials)
      throws PullException {
    URI realm = realm(registry, challenge);
    StringBuilder query = new StringBuilder();
    challenge
        .parameter("service")
        .ifPresent(service -> query.append("service=").append(encoded(service)).append('&'));
    query.append("scope=").append(encoded("repository:" + repository + ":pull"));
    String separator = realm.getRawQuery() == null ? "?" : "&";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(realm + separator + query)).GET();
    String authorization = credentials == null ? null : credentials.header();
    if (authorization != null) {
      request.setHeader("Authorization", authorization);
    }
    Answer answer = transport.send(request, MAX_BYTES);
    if (answer.status() != 200) {
      throw Refusals.of(answer, authorization);
    }
    return read(answer);
  }

  private URI realm(URI registry, AuthChallenge challenge) throws PullException {
    String text = challenge.parameter("realm").orElse("");
    URI realm;
    try {
      realm = new URI(text).parseServerAuthority();
    } catch (URISyntaxException e) {
      throw new PullException(
          Code.INVALID_RESPONSE, "the registry's token server is no URL: " + Printable.of(text), e);
    }
    String scheme = String.valueOf(realm.getScheme());
    boolean allowed =
        realm.getHost() != null
            && realm.getRawUserInfo() == null
            && realm.getRawFragment() == null
            && (scheme.equals("https") || (scheme.equals("http") && mayBePlain(registry, realm)));
    if (!allowed) {
      throw new PullException(
          Code.INVALID_RESPONSE,
          "the registry's token server is not one to give credentials to: " + Printable.of(text));
    }
    return realm;
  }

  /** Only who is spoken to without TLS anyway may send us to another such. */
  private boolean mayBePlain(URI registry, URI realm) {
    return registry.getScheme().equals("http") && plainHttp.allows(realm);
  }

  private static Token read(Answer answer) throws PullException {
    JsonNode body;
    try {
      body = JSON.readTree(answer.body());
    } catch (IOException e) {
      // Not the cause: its message quotes the answer.
      throw Refusals.invalid(answer, "the answer is not JSON");
    }
    String token = body.path("token").asText("");
    if (token.isEmpty()) {
      token = body.path("access_token").asText("");
    }
    if (!RegistryCredentials.Bearer.isToken(token)) {
      throw Refusals.invalid(answer, "there is no token in the answer");
    }
    long seconds = body.path("expires_in").asLong(DEFAULT_SECONDS);
    return new Token(token, Duration.ofSeconds(Math.max(0, Math.min(seconds, MAX_SECONDS))));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
