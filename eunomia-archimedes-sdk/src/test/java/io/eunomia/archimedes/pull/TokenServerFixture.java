package io.eunomia.archimedes.pull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A token server as registries name one in their challenges: over TLS, with signed tokens. */
final class TokenServerFixture implements AutoCloseable {
  static final String SERVICE = "registry of the test";
  private static final String ISSUER = "token server of the test";
  private static final Pattern SCOPE = Pattern.compile("repository:([^:]+):([a-z,]+)");
  private static final JsonMapper JSON = new JsonMapper();

  /** What it was asked. */
  record Request(Map<String, String> query, String authorization) {}

  private final TestAuthority authority;
  private final TestAuthority.Identity signer;
  private final HttpsServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final String expectedAuthorization;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile int expiresIn = 300;
  private volatile boolean grantsNothing;

  TokenServerFixture(TestAuthority authority, String user, String password) throws Exception {
    this.authority = authority;
    this.signer = authority.issue();
    expectedAuthorization =
        ((RegistryCredentials.Basic) RegistryCredentials.basic(user, password)).header();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(authority.serverContext(authority.issue("localhost"))));
    server.setExecutor(executor);
    server.createContext("/token", this::answer);
    server.start();
  }

  String realm() {
    return "https://127.0.0.1:" + server.getAddress().getPort() + "/token";
  }

  List<Request> requests() {
    return requests;
  }

  /** How long further tokens last. */
  void tokensLast(int seconds) {
    expiresIn = seconds;
  }

  /** Further tokens are good for nothing. */
  void grantNothing() {
    grantsNothing = true;
  }

  /** The registry's configuration for it. */
  String configuration(Path directory) throws IOException, GeneralSecurityException {
    Path roots = authority.writePem(directory.resolve("token-roots.pem"));
    return """
        auth:
          token:
            realm: %s
            service: %s
            issuer: %s
            rootcertbundle: %s
        """
        .formatted(realm(), SERVICE, ISSUER, roots);
  }

  /** A token for whoever publishes. */
  String mint(String repository, List<String> actions) throws Exception {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "JWT");
    header.put("alg", "ES256");
    header.put(
        "x5c", List.of(Base64.getEncoder().encodeToString(signer.certificate().getEncoded())));
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("sub", "somebody");
    claims.put("aud", SERVICE);
    claims.put("nbf", now - 60);
    claims.put("iat", now - 60);
    claims.put("exp", now + 300);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put(
        "access",
        actions.isEmpty()
            ? List.of()
            : List.of(Map.of("type", "repository", "name", repository, "actions", actions)));
    String text = part(JSON.writeValueAsBytes(header)) + '.' + part(JSON.writeValueAsBytes(claims));
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(signer.key());
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + '.' + part(signature.sign());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      requests.add(new Request(query, String.valueOf(authorization)));
      boolean anonymous = authorization == null;
      if (!anonymous && !authorization.equals(expectedAuthorization)) {
        respond(exchange, 401, "{\"details\": \"incorrect username or password\"}");
        return;
      }
      Matcher scope = SCOPE.matcher(query.getOrDefault("scope", ""));
      List<String> granted =
          scope.matches() && !anonymous && !grantsNothing
              ? List.of(scope.group(2).split(",", -1))
              : List.of();
      String token = mint(scope.matches() ? scope.group(1) : "", granted);
      respond(
          exchange, 200, JSON.writeValueAsString(Map.of("token", token, "expires_in", expiresIn)));
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
