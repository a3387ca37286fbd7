package io.eunomia.archimedes.control.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.control.ContentDigest;
import io.eunomia.archimedes.control.ControlProtocol;
import io.eunomia.archimedes.control.client.ControlCall.Kind;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.policy.SpiffeId;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Talks to the control planes of runtimes, several at a time, over mutual TLS 1.3.
 *
 * <pre>{@code
 * try (ControlClient client =
 *     new ControlClient(identity, Set.of(SpiffeId.parse("spiffe://example.org/users-service")))) {
 *   List<InstanceResult> results = client.push(instances, bundle, "deploy-42");
 * }
 * }</pre>
 *
 * <p>Each instance has a result of its own, in the order in which they were given; one that fails
 * keeps no other from its bundle. What is temporary is tried again: no connection, no answer in
 * time, HTTP status 429, 500, 502, 503 and 504. A refusal is not. A push may be repeated as often
 * as one likes, since a bundle is known by its digest; a rollback that does not name a digest is
 * repeated only if it was certainly not done.
 *
 * <p>Thread-safe.
 */
public final class ControlClient implements AutoCloseable {
  private final ClientOptions options;
  private final ExecutorService workers;
  private final ExecutorService io;
  private final HttpClient http;

  /** A client with {@link ClientOptions#defaults()}. */
  public ControlClient(WorkloadIdentity identity, Set<SpiffeId> expected) {
    this(identity, expected, ClientOptions.defaults());
  }

  /**
   * A client.
   *
   * @param identity who this side is; not closed
   * @param expected who the instances must be, each any of these
   * @param options how much it tries
   * @throws IllegalArgumentException if nobody is expected
   */
  public ControlClient(WorkloadIdentity identity, Set<SpiffeId> expected, ClientOptions options) {
    this.options = Objects.requireNonNull(options, "options");
    workers = Executors.newFixedThreadPool(options.parallel(), threads("eunomia-control-client"));
    io = Executors.newCachedThreadPool(threads("eunomia-control-client-io"));
    http =
        HttpClient.newBuilder()
            .sslContext(identity.clientContext(expected))
            .connectTimeout(options.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .executor(io)
            .build();
  }

  /**
   * Makes a bundle the active one everywhere.
   *
   * @param instances such as {@code https://10.0.0.7:8443}
   * @param bundle the bytes of a {@code bundle.tar.gz}
   * @param deploymentId a name for what this is part of: 1 to 128 visible ASCII characters; or null
   * @return a result for each instance
   * @throws IllegalArgumentException if an instance is not an {@code https} address, or the
   *     deployment's id is none
   * @throws InterruptedException if this thread was interrupted; what was done by then is not known
   */
  public List<InstanceResult> push(
      List<URI> instances, byte[] bundle, @Nullable String deploymentId)
      throws InterruptedException {
    BundleDigest digest = BundleDigest.of(bundle);
    Map<String, String> headers = headers("application/gzip", deploymentId);
    headers.put(ControlProtocol.CONTENT_DIGEST, ContentDigest.format(digest));
    return ask(
        instances,
        new ControlCall(
            "PUT",
            ControlProtocol.BUNDLE_PATH,
            headers,
            bundle,
            Kind.ACKNOWLEDGEMENT,
            digest,
            true));
  }

  /**
   * Rolls back everywhere.
   *
   * @param digest of the retained bundle to go to, or null for the one that was active before
   * @param reason why, for the audit of the instances
   * @param deploymentId as for {@link #push}
   * @return a result for each instance
   * @throws IllegalArgumentException if an instance is not an {@code https} address, or the
   *     deployment's id is none
   * @throws InterruptedException if this thread was interrupted; what was done by then is not known
   */
  public List<InstanceResult> rollback(
      List<URI> instances,
      @Nullable BundleDigest digest,
      String reason,
      @Nullable String deploymentId)
      throws InterruptedException {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reason);
    if (digest != null) {
      body.put("digest", digest.toString());
    }
    return ask(
        instances,
        new ControlCall(
            "POST",
            ControlProtocol.ROLLBACK_PATH,
            headers("application/json", deploymentId),
            body.toString().getBytes(StandardCharsets.UTF_8),
            Kind.ACKNOWLEDGEMENT,
            digest,
            digest != null));
  }

  /**
   * Asks how they are.
   *
   * @return a result for each instance
   * @throws IllegalArgumentException if an instance is not an {@code https} address
   * @throws InterruptedException if this thread was interrupted
   */
  public List<InstanceResult> status(List<URI> instances) throws InterruptedException {
    return ask(
        instances,
        new ControlCall(
            "GET", ControlProtocol.STATUS_PATH, Map.of(), null, Kind.STATUS, null, true));
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    workers.shutdownNow();
    io.shutdown();
  }

  private List<InstanceResult> ask(List<URI> instances, ControlCall call)
      throws InterruptedException {
    long deadline = System.nanoTime() + options.deadline().toNanos();
    List<InstanceCall> calls = new ArrayList<>();
    for (URI instance : instances) {
      calls.add(new InstanceCall(http, options, instance, call, deadline));
    }
    List<InstanceResult> results = new ArrayList<>();
    for (Future<InstanceResult> each : workers.invokeAll(calls)) {
      try {
        results.add(each.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("an instance could not be asked", e.getCause());
      }
    }
    return results;
  }

  private static Map<String, String> headers(String type, @Nullable String deploymentId) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", type);
    if (deploymentId != null) {
      if (!ControlProtocol.isDeploymentId(deploymentId)) {
        throw new IllegalArgumentException(
            "a deployment's id must be 1 to 128 visible ASCII characters");
      }
      headers.put(ControlProtocol.DEPLOYMENT_ID, deploymentId);
    }
    return headers;
  }

  private static ThreadFactory threads(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
