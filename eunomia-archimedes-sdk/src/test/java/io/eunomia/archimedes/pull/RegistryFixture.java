package io.eunomia.archimedes.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eunomia.bundle.BundleDigest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;

/**
 * A real registry (Debian's {@code docker-registry}) on a port of this machine, and a way to
 * publish in it. Without TLS and open to all, if nothing else is said.
 */
public final class RegistryFixture implements AutoCloseable {
  /** The type of an OCI image manifest. */
  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  /** The type of a layer that is a bundle. */
  public static final String BUNDLE = "application/vnd.oci.image.layer.v1.tar+gzip";

  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final Path BINARY = Path.of("/usr/bin/docker-registry");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final Path directory;
  private final int port;
  private final @Nullable TestAuthority authority;
  private final Publisher publisher;
  private final HttpClient client;
  private @Nullable Process process;

  /** Who may publish: an {@code Authorization} header for a repository, or null. */
  interface Publisher {
    @Nullable String authorization(String repository) throws Exception;
  }

  private RegistryFixture(
      Path directory, @Nullable TestAuthority authority, Publisher publisher, String auth)
      throws Exception {
    assumeAvailable();
    this.directory = directory;
    this.authority = authority;
    this.publisher = publisher;
    this.port = freePort();
    HttpClient.Builder http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    client = (authority == null ? http : http.sslContext(authority.clientContext())).build();
    Files.writeString(directory.resolve("config.yml"), configuration() + auth);
  }

  /** Skips the test that calls this, where there is no registry. */
  public static void assumeAvailable() {
    assumeTrue(Files.isExecutable(BINARY), "skipped: Debian's package docker-registry is missing");
  }

  /** An open registry without TLS. */
  public static RegistryFixture plain(Path directory) throws Exception {
    return new RegistryFixture(directory, null, repository -> null, "").started();
  }

  /** An open registry with TLS. */
  static RegistryFixture tls(Path directory, TestAuthority authority) throws Exception {
    return new RegistryFixture(directory, authority, repository -> null, "").started();
  }

  /** A registry with TLS that asks for a password. */
  static RegistryFixture password(
      Path directory, TestAuthority authority, String user, String password) throws Exception {
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    String hash = OpenBSDBCrypt.generate("2y", password.toCharArray(), salt, 4);
    Path file = Files.writeString(directory.resolve("htpasswd"), user + ':' + hash + '\n');
    String auth = "auth:\n  htpasswd:\n    realm: test\n    path: " + file + '\n';
    String header =
        ((RegistryCredentials.Basic) RegistryCredentials.basic(user, password)).header();
    return new RegistryFixture(directory, authority, repository -> header, auth).started();
  }

  /** A registry with TLS that takes the tokens of a token server. */
  static RegistryFixture token(Path directory, TestAuthority authority, TokenServerFixture tokens)
      throws Exception {
    Publisher publisher =
        repository -> "Bearer " + tokens.mint(repository, List.of("pull", "push"));
    return new RegistryFixture(directory, authority, publisher, tokens.configuration(directory))
        .started();
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** A reference to something in it. */
  public RegistryReference reference(String rest) {
    return RegistryReference.parse(address() + '/' + rest);
  }

  /** Starts it, with all that was in it, on the port that it had. */
  public void start() throws Exception {
    process =
        new ProcessBuilder(BINARY.toString(), "serve", directory.resolve("config.yml").toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("registry.log").toFile()))
            .start();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (System.nanoTime() - deadline > 0 || !process.isAlive()) {
        throw new IllegalStateException(
            "the registry does not start: " + Files.readString(directory.resolve("registry.log")));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Stops it: nobody listens on its port any more. */
  public void stop() {
    close();
  }

  /** Publishes a bundle as the contract has it. Returns the manifest's digest. */
  public String publish(
      String repository, String tag, byte[] bundle, Map<String, String> annotations)
      throws Exception {
    byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", MANIFEST);
    manifest.put("config", upload(repository, CONFIG, config));
    manifest.put("layers", List.of(upload(repository, BUNDLE, bundle)));
    if (!annotations.isEmpty()) {
      manifest.put("annotations", annotations);
    }
    return putManifest(repository, tag, MANIFEST, JSON.writeValueAsBytes(manifest));
  }

  /** Uploads a blob. Returns its descriptor. */
  public Map<String, Object> upload(String repository, String mediaType, byte[] bytes)
      throws Exception {
    String digest = BundleDigest.of(bytes).toString();
    HttpResponse<String> begun =
        send(
            repository,
            request("/v2/" + repository + "/blobs/uploads/").POST(BodyPublishers.noBody()));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    String location = begun.headers().firstValue("Location").orElseThrow();
    URI target = URI.create(base()).resolve(location);
    HttpResponse<String> put =
        send(
            repository,
            HttpRequest.newBuilder(
                    URI.create(
                        target + (target.getQuery() == null ? "?" : "&") + "digest=" + digest))
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(bytes)));
    assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
    Map<String, Object> descriptor = new LinkedHashMap<>();
    descriptor.put("mediaType", mediaType);
    descriptor.put("digest", digest);
    descriptor.put("size", bytes.length);
    return descriptor;
  }

  /** Publishes a manifest of any kind. Returns its digest. */
  public String putManifest(String repository, String tag, String mediaType, byte[] manifest)
      throws Exception {
    HttpResponse<String> put =
        send(
            repository,
            request("/v2/" + repository + "/manifests/" + tag)
                .header("Content-Type", mediaType)
                .PUT(BodyPublishers.ofByteArray(manifest)));
    assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
    return BundleDigest.of(manifest).toString();
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
      process = null;
    }
  }

  private RegistryFixture started() throws Exception {
    start();
    return this;
  }

  private boolean answers() throws InterruptedException {
    try {
      int status = client.send(request("/v2/").build(), BodyHandlers.discarding()).statusCode();
      return status == 200 || status == 401;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse<String> send(String repository, HttpRequest.Builder request)
      throws Exception {
    String authorization = publisher.authorization(repository);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base() + path)).timeout(PATIENCE);
  }

  private String base() {
    return (authority == null ? "http://" : "https://") + address();
  }

  private String configuration() throws Exception {
    String tls = "";
    if (authority != null) {
      TestAuthority.Identity server = authority.issue("localhost", "registry.test");
      Path certificate =
          Files.writeString(directory.resolve("server.pem"), server.certificatePem());
      Path key = Files.writeString(directory.resolve("server.key"), server.keyPem());
      tls = "  tls:\n    certificate: " + certificate + "\n    key: " + key + '\n';
    }
    return """
        version: 0.1
        log:
          level: warn
          accesslog:
            disabled: true
        storage:
          filesystem:
            rootdirectory: %s
        http:
          addr: %s
          relativeurls: true
        """
            .formatted(directory.resolve("storage"), address())
        + tls;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
