package io.eunomia.archimedes.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.Activation;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.activation.ActivationRequest;
import io.eunomia.archimedes.envelope.ErrorCode;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.policy.SpiffeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Receives a bundle, and activates it if it is the one that its sender says. */
final class PushBundle implements ControlOperation {
  private final PolicyRuntime runtime;
  private final ControlOptions options;
  private final Semaphore uploads;

  /** Held while a bundle is in memory, so that there is one at a time. First come, first served. */
  private final ReentrantLock turn = new ReentrantLock(true);

  PushBundle(PolicyRuntime runtime, ControlOptions options) {
    this.runtime = runtime;
    this.options = options;
    uploads = new Semaphore(options.maxUploads());
  }

  @Override
  public String id() {
    return "pushBundle";
  }

  @Override
  public ObjectNode perform(ControlRequest request, SpiffeId peer) {
    BundleDigest expected = expected(request);
    String deployment = Deployments.id(request);
    if (!uploads.tryAcquire()) {
      throw new ControlException(
          ErrorCode.RATE_LIMITED,
          "too many bundles are coming at once",
          Map.of("Retry-After", "1"));
    }
    try {
      RequestBody body =
          RequestBody.of(
              request,
              options.maxBundleBytes(),
              ErrorCode.BUNDLE_TOO_LARGE,
              options.bodyDeadline());
      try (SpooledBundle spooled = SpooledBundle.receive(body, options.spoolDirectory())) {
        // Whether it is the one that is expected is the first that an activation looks at.
        return Answers.activation(activate(spooled, expected, peer, deployment));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a bundle cannot be kept while it is received", e);
    } finally {
      uploads.release();
    }
  }

  private Activation activate(
      SpooledBundle spooled, BundleDigest digest, SpiffeId peer, @Nullable String deployment)
      throws IOException {
    turn.lock();
    try {
      return runtime.activate(
          ActivationRequest.push(spooled.read(), digest, peer.toString(), deployment));
    } finally {
      turn.unlock();
    }
  }

  private static BundleDigest expected(ControlRequest request) {
    try {
      return ContentDigest.parse(request.header(ControlProtocol.CONTENT_DIGEST));
    } catch (IllegalArgumentException e) {
      throw new ControlException(ErrorCode.VALIDATION_ERROR, String.valueOf(e.getMessage()), e);
    }
  }
}
