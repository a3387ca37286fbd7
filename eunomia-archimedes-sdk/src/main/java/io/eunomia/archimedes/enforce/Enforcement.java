package io.eunomia.archimedes.enforce;

import io.eunomia.archimedes.envelope.ErrorEnvelope;
import io.eunomia.policy.PolicyDecision;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a request. Immutable and thread-safe. */
public sealed interface Enforcement {
  /** The request's id: its own, or a new one. */
  String requestId();

  /** What the policy decided, or null if it was not asked. */
  @Nullable PolicyDecision decision();

  /**
   * The request goes on.
   *
   * @param requestId its id
   * @param decision what the policy decided; in shadow mode also a denial, or null if it was not
   *     asked
   * @param wouldRefuse in shadow mode, the answer that the request would have got; else null
   */
  record Allowed(
      String requestId, @Nullable PolicyDecision decision, @Nullable ErrorEnvelope wouldRefuse)
      implements Enforcement {}

  /**
   * The request ends here.
   *
   * @param envelope the answer
   * @param decision what the policy decided, or null if it was not asked
   * @param httpHeaders the answer's headers, if it goes over HTTP
   */
  record Refused(
      ErrorEnvelope envelope, @Nullable PolicyDecision decision, Map<String, String> httpHeaders)
      implements Enforcement {
    public Refused {
      httpHeaders = Map.copyOf(httpHeaders);
    }

    @Override
    public String requestId() {
      return envelope.requestId();
    }
  }
}
