package io.eunomia.archimedes.spiffe;

import io.eunomia.archimedes.spiffe.NoIdentityException.Code;
import io.spiffe.bundle.x509bundle.X509Bundle;
import io.spiffe.exception.BundleNotFoundException;
import io.spiffe.exception.SocketEndpointAddressException;
import io.spiffe.exception.X509SourceException;
import io.spiffe.spiffeid.TrustDomain;
import io.spiffe.svid.x509svid.X509Svid;
import io.spiffe.workloadapi.DefaultWorkloadApiClient;
import io.spiffe.workloadapi.DefaultX509Source;
import io.spiffe.workloadapi.WorkloadApiClient;
import io.spiffe.workloadapi.retry.ExponentialBackoffPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What java-spiffe's source gets from the Workload API.
 *
 * <p>That source reconnects after an error, but not after the other side ended the stream in good
 * order, nor after it called a request invalid: then it is silent for good. An agent renews a
 * certificate when half of its time is over. So when less than a third is left, the source is
 * opened anew.
 */
final class WorkloadApiSource implements IdentitySource {
  private static final Logger LOG = LoggerFactory.getLogger(WorkloadApiSource.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
  private static final Duration REOPEN_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration DIAGNOSIS_TIMEOUT = Duration.ofSeconds(5);
  private static final ExponentialBackoffPolicy BACKOFF =
      ExponentialBackoffPolicy.builder()
          .initialDelay(Duration.ofMillis(250))
          .maxDelay(Duration.ofSeconds(10))
          .build();

  private final WorkloadApiOptions options;
  private final Thread watcher;
  private volatile DefaultX509Source source;
  private volatile @Nullable String error;
  private volatile boolean closed;
  private @Nullable DefaultX509Source retired;

  private WorkloadApiSource(WorkloadApiOptions options, DefaultX509Source source) {
    this.options = options;
    this.source = source;
    this.watcher = daemon(this::watch, "eunomia-workload-api");
  }

  /**
   * Waits for the first certificate.
   *
   * @throws NoIdentityException if there is none in time
   */
  static WorkloadApiSource open(WorkloadApiOptions options) {
    WorkloadApiSource opened =
        new WorkloadApiSource(options, connect(options, options.initialTimeout()));
    opened.watcher.start();
    return opened;
  }

  private static DefaultX509Source connect(WorkloadApiOptions options, Duration timeout) {
    DefaultX509Source source;
    try {
      source =
          DefaultX509Source.newSource(
              DefaultX509Source.X509SourceOptions.builder()
                  .workloadApiClient(client(options))
                  // java-spiffe counts whole seconds, and takes none for no limit.
                  .initTimeout(Duration.ofSeconds(timeout.plusNanos(999_999_999).toSeconds()))
                  .build());
    } catch (SocketEndpointAddressException e) {
      throw new NoIdentityException(Code.INVALID, String.valueOf(e.getMessage()), e);
    } catch (X509SourceException e) {
      throw diagnose(options, e);
    }
    try {
      PeerCertificates.spiffeId(source.getX509Svid().getChain());
      return source;
    } catch (IllegalStateException | PeerRefusedException e) {
      source.close();
      throw new NoIdentityException(
          Code.INVALID, "what the Workload API at " + options.address() + " gives is no SVID", e);
    }
  }

  private static WorkloadApiClient client(WorkloadApiOptions options)
      throws SocketEndpointAddressException {
    return DefaultWorkloadApiClient.newClient(
        DefaultWorkloadApiClient.ClientOptions.builder()
            .spiffeSocketPath(options.address())
            .exponentialBackoffPolicy(BACKOFF)
            .executorService(calls())
            .build());
  }

  /**
   * For the client's calls, which shuts it down before its streams have ended. What comes after
   * that must run all the same: else gRPC fails halfway through the end of a stream, and the agent
   * is never told that nobody listens any more.
   */
  private static ExecutorService calls() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> daemon(task, "eunomia-workload-api-call"),
        (task, pool) -> task.run());
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** The source only knows that time is up: one more call finds out why. */
  private static NoIdentityException diagnose(WorkloadApiOptions options, Exception problem) {
    String answer = answer(options);
    String where = "the Workload API at " + options.address();
    if (answer.startsWith("PERMISSION_DENIED")) {
      return new NoIdentityException(
          Code.DENIED, where + " has no identity for this workload: " + answer, problem);
    }
    return new NoIdentityException(
        Code.UNREACHABLE,
        where + " gave no certificate in " + options.initialTimeout() + ": " + answer,
        problem);
  }

  private static String answer(WorkloadApiOptions options) {
    try (WorkloadApiClient client = client(options)) {
      FutureTask<String> task = new FutureTask<>(() -> ask(client));
      daemon(task, "eunomia-workload-api-diagnosis").start();
      return task.get(DIAGNOSIS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return "it does not answer";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } catch (ExecutionException | IOException | SocketEndpointAddressException e) {
      return rootMessage(e);
    }
  }

  private static String ask(WorkloadApiClient client) throws Exception {
    client.fetchX509Context();
    return "it came too late";
  }

  private static String rootMessage(Throwable problem) {
    Throwable root = problem;
    // gRPC's status is not the last cause: below it is what the socket said.
    while (root.getCause() != null && !root.getClass().getName().startsWith("io.grpc.")) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private void watch() {
    Duration pause = LOOK;
    while (!closed) {
      try {
        Thread.sleep(pause.toMillis());
        closeRetired();
        pause = isStale() && !reopen() ? AFTER_FAILURE : LOOK;
      } catch (InterruptedException e) {
        return;
      } catch (IllegalStateException e) {
        LOG.debug("The Workload API's source was closed while it was looked at", e);
      }
    }
  }

  private boolean isStale() {
    X509Svid svid = source.getX509Svid();
    Instant from = svid.getLeaf().getNotBefore().toInstant();
    Instant until = LiveIdentity.expiry(svid);
    return Instant.now().isAfter(until.minus(Duration.between(from, until).dividedBy(3)));
  }

  private boolean reopen() {
    LOG.warn("The Workload API has not renewed the certificate in time: connecting anew");
    try {
      replace(connect(options, REOPEN_TIMEOUT));
      error = null;
      return !isStale();
    } catch (NoIdentityException e) {
      LOG.warn("The certificate is not renewed: {}", e.getMessage());
      error = e.getMessage();
      return false;
    }
  }

  private synchronized void replace(DefaultX509Source next) {
    if (closed) {
      next.close();
    } else {
      retired = source;
      source = next;
    }
  }

  /** A source is closed a while after it was replaced: somebody may just be asking it. */
  private synchronized void closeRetired() {
    if (retired != null) {
      retired.close();
      retired = null;
    }
  }

  @Override
  public X509Svid getX509Svid() {
    return open().getX509Svid();
  }

  @Override
  public X509Bundle getBundleForTrustDomain(TrustDomain trustDomain)
      throws BundleNotFoundException {
    return open().getBundleForTrustDomain(trustDomain);
  }

  private DefaultX509Source open() {
    if (closed) {
      throw new IllegalStateException("the identity is closed");
    }
    return source;
  }

  @Override
  public Optional<String> lastError() {
    return Optional.ofNullable(error);
  }

  @Override
  public synchronized void close() {
    closed = true;
    watcher.interrupt();
    closeRetired();
    source.close();
  }
}
