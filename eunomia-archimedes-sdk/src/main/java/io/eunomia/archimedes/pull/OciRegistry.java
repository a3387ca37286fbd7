package io.eunomia.archimedes.pull;

import io.eunomia.archimedes.pull.PullException.Code;
import io.eunomia.bundle.BundleDigest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Pulls bundles from registries that follow the OCI distribution specification 1.1.
 *
 * <pre>{@code
 * OciRegistry registry = OciRegistry.builder().build();
 * RegistryReference users = RegistryReference.parse("registry.example.com/policies/users-service");
 * if (registry.pull(users, null) instanceof PulledBundle bundle) {
 *   runtime.activate(bundle.bytes());
 * }
 * }</pre>
 *
 * <p>A pull ends with exactly the bytes that the manifest announces, and the manifest is the one
 * that the registry names or that the reference asks for by digest. Who made the bundle, that does
 * not say: its signature does.
 *
 * <p>Thread-safe, and meant to be kept: connections and tokens are used again. Everything that
 * comes from outside has a limit in size and time. Calls block, and end when their thread is
 * interrupted. There is nothing to close: connections that are idle end by themselves.
 */
public final class OciRegistry {
  private static final int MANIFEST_BYTES = 4 << 20;

  private final RegistryClient client;
  private final Retries retries;
  private final int maxBundleBytes;

  private OciRegistry(Builder from) {
    HttpClient.Builder http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(from.connectTimeout)
            .sslParameters(tlsOnly());
    if (from.proxy != null) {
      http.proxy(from.proxy);
    }
    if (from.trust != null) {
      http.sslContext(from.trust);
    }
    RegistryTransport transport =
        new RegistryTransport(http.build(), from.requestTimeout, from.userAgent);
    RegistryAuthentication authentication =
        new RegistryAuthentication(from.credentials, new TokenServer(transport, from.plainHttp));
    client = new RegistryClient(transport, authentication, from.plainHttp);
    retries = new Retries(from.attempts, from.backoff);
    maxBundleBytes = from.maxBundleBytes;
  }

  /** Starts the configuration. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Pulls a bundle, or finds out in one round trip that there is nothing new.
   *
   * @param known what a former pull came to, or null to download in any case
   * @throws PullException if it cannot be had; if the thread was interrupted, with {@link
   *     Code#INTERRUPTED} and the thread's flag set
   */
  public PullResult pull(RegistryReference reference, @Nullable PullState known)
      throws PullException {
    PullState usable = usable(reference, known);
    Answer answer =
        retries.run(
            () ->
                client.get(
                    reference,
                    "manifests/" + reference.wanted(),
                    manifestHeaders(usable),
                    MANIFEST_BYTES));
    if (answer.status() == 304 && usable != null) {
      return new PullResult.Unchanged(usable.askedAs(reference));
    }
    ArtifactManifest manifest = ArtifactManifest.read(answer, reference.digest());
    PullState state =
        new PullState(
            reference,
            manifest.digest(),
            manifest.bundle(),
            answer.header("ETag").filter(PullState::isEntityTag).orElse(null));
    if (usable != null && usable.bundleDigest().equals(manifest.bundle())) {
      return new PullResult.Unchanged(state);
    }
    byte[] bytes = download(reference, manifest, answer);
    return new PulledBundle(bytes, manifest.annotations(), state);
  }

  private static @Nullable PullState usable(
      RegistryReference reference, @Nullable PullState known) {
    if (known == null || !known.reference().sameRepository(reference)) {
      return null;
    }
    // Who wants one manifest only must not be told that another one did not change.
    String digest = reference.digest();
    return digest == null || digest.equals(known.manifestDigest()) ? known : null;
  }

  private static Map<String, String> manifestHeaders(@Nullable PullState known) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", ArtifactManifest.ACCEPTED);
    if (known != null) {
      String tag = known.entityTag();
      headers.put("If-None-Match", tag != null ? tag : '"' + known.manifestDigest() + '"');
    }
    return headers;
  }

  private byte[] download(RegistryReference reference, ArtifactManifest manifest, Answer answer)
      throws PullException {
    if (manifest.size() > maxBundleBytes) {
      throw new PullException(
          Code.TOO_LARGE,
          answer.where()
              + ": the bundle has "
              + manifest.size()
              + " bytes, more than "
              + maxBundleBytes);
    }
    int size = (int) manifest.size();
    Answer blob =
        retries.run(() -> client.get(reference, "blobs/" + manifest.bundle(), Map.of(), size));
    if (blob.body().length != size) {
      throw new PullException(
          Code.DIGEST_MISMATCH,
          blob.where()
              + ": the bundle has "
              + blob.body().length
              + " bytes, not "
              + size
              + " as the manifest says");
    }
    BundleDigest digest = BundleDigest.of(blob.body());
    if (!digest.equals(manifest.bundle())) {
      throw new PullException(
          Code.DIGEST_MISMATCH,
          blob.where() + ": the bundle is " + digest + ", not " + manifest.bundle());
    }
    return blob.body();
  }

  private static SSLParameters tlsOnly() {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    return parameters;
  }

  /** Configures how registries are spoken to. Not thread-safe. */
  public static final class Builder {
    private CredentialsSource credentials = registry -> RegistryCredentials.none();
    private PlainHttp plainHttp = PlainHttp.NEVER;
    private @Nullable ProxySelector proxy;
    private @Nullable SSLContext trust;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration requestTimeout = Duration.ofSeconds(60);
    private int maxBundleBytes = 64 << 20;
    private int attempts = 4;
    private Duration backoff = Duration.ofMillis(200);
    private String userAgent = "eunomia-archimedes";

    private Builder() {}

    /** Who to be, to whatever registry; nobody if not said. */
    public Builder credentials(RegistryCredentials value) {
      Objects.requireNonNull(value, "credentials");
      return credentials(registry -> value);
    }

    /** Who says who to be. */
    public Builder credentials(CredentialsSource value) {
      credentials = Objects.requireNonNull(value, "credentials");
      return this;
    }

    /** Which registries are spoken to without TLS; none if not said. */
    public Builder plainHttp(PlainHttp value) {
      plainHttp = Objects.requireNonNull(value, "plainHttp");
      return this;
    }

    /** The HTTP proxy to go through; the JVM's own ({@code https.proxyHost}) if not said. */
    public Builder proxy(String host, int port) {
      return proxy(ProxySelector.of(InetSocketAddress.createUnresolved(host, port)));
    }

    /** Which HTTP proxy to go through to where. */
    public Builder proxy(ProxySelector value) {
      proxy = Objects.requireNonNull(value, "proxy");
      return this;
    }

    /**
     * Trusts the authorities in a file, and no others; the JVM's own if not said.
     *
     * @param pem certificates, one after the other
     * @throws IOException if it cannot be read, or has no certificates in it
     */
    public Builder trust(Path pem) throws IOException {
      return trust(TrustedAuthorities.read(pem));
    }

    /** What connections are made with: authorities, and perhaps a certificate of one's own. */
    public Builder trust(SSLContext value) {
      trust = Objects.requireNonNull(value, "trust");
      return this;
    }

    /** The time to connect; 10 seconds if not said. */
    public Builder connectTimeout(Duration value) {
      connectTimeout = positive("connectTimeout", value);
      return this;
    }

    /** The time of one request, up to the last byte of its answer; 60 seconds if not said. */
    public Builder requestTimeout(Duration value) {
      requestTimeout = positive("requestTimeout", value);
      return this;
    }

    /** How large a bundle may be, in bytes; 64 MiB if not said. */
    public Builder maxBundleBytes(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("maxBundleBytes must be positive, not " + value);
      }
      maxBundleBytes = value;
      return this;
    }

    /**
     * How often a request is tried that fails for a reason that may be over soon, and the longest
     * pause after the first try, which doubles up to 5 seconds; any part of a pause is waited. 4
     * and 200 milliseconds if not said.
     */
    public Builder retries(int inAll, Duration firstPause) {
      if (inAll < 1 || inAll > 100) {
        throw new IllegalArgumentException("attempts must be from 1 to 100, not " + inAll);
      }
      attempts = inAll;
      backoff = positive("backoff", firstPause);
      return this;
    }

    /** What to call oneself. */
    public Builder userAgent(String value) {
      if (value.isBlank() || !value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
        throw new IllegalArgumentException("userAgent must be printable ASCII");
      }
      userAgent = value;
      return this;
    }

    /** The client. */
    public OciRegistry build() {
      return new OciRegistry(this);
    }

    private static Duration positive(String name, Duration value) {
      if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException(
            name + " must be positive and at most a day, not " + value);
      }
      return value;
    }
  }
}
