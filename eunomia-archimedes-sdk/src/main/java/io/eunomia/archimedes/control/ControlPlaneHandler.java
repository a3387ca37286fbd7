package io.eunomia.archimedes.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.envelope.ErrorCode;
import io.eunomia.archimedes.envelope.ErrorEnvelope;
import io.eunomia.archimedes.envelope.RequestIds;
import io.eunomia.archimedes.envelope.TraceIds;
import io.eunomia.archimedes.spiffe.PeerRefusedException;
import io.eunomia.archimedes.spiffe.SpiffeAllowlist;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.policy.SpiffeId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests to a runtime's control plane, for any server.
 *
 * <p>Who the peer is comes first, and from its certificate alone: it must be one that is trusted at
 * this moment, and its SPIFFE id one that is allowed. Others learn nothing, not even whether a path
 * exists, and nothing that they sent is looked at.
 *
 * <p>Thread-safe. Requests are answered in the threads that bring them; bundles are activated one
 * after the other, and are the only ones who wait for each other.
 */
public final class ControlPlaneHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ControlPlaneHandler.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final PolicyRuntime runtime;
  private final WorkloadIdentity identity;
  private final SpiffeAllowlist allowed;
  private final ControlOptions options;
  private final Map<String, Route> routes;

  /** A handler with {@link ControlOptions#defaults()}. */
  public ControlPlaneHandler(
      PolicyRuntime runtime, WorkloadIdentity identity, SpiffeAllowlist allowed) {
    this(runtime, identity, allowed, ControlOptions.defaults());
  }

  /**
   * A handler.
   *
   * @param runtime whose control plane it is; not closed
   * @param identity what is trusted; not closed
   * @param allowed who may do everything that there is to do here
   * @param options what requests may cost
   */
  public ControlPlaneHandler(
      PolicyRuntime runtime,
      WorkloadIdentity identity,
      SpiffeAllowlist allowed,
      ControlOptions options) {
    this.runtime = Objects.requireNonNull(runtime, "runtime");
    this.identity = Objects.requireNonNull(identity, "identity");
    this.allowed = Objects.requireNonNull(allowed, "allowed");
    this.options = Objects.requireNonNull(options, "options");
    routes =
        Map.of(
            ControlProtocol.BUNDLE_PATH, new Route("PUT", new PushBundle(runtime, options)),
            ControlProtocol.ROLLBACK_PATH, new Route("POST", new RollBack(runtime, options)),
            ControlProtocol.STATUS_PATH, new Route("GET", new GetStatus(runtime)));
  }

  /** Answers a request. Never throws: what goes wrong is an answer too. */
  public ControlResponse handle(ControlRequest request) {
    String requestId = RequestIds.of(request.header(RequestIds.HEADER));
    String operation = "";
    try {
      SpiffeId peer = authorize(request);
      runtime.contacted();
      Route route = routes.get(request.path());
      if (route == null) {
        throw new ControlException(ErrorCode.NOT_FOUND, "there is no such path");
      }
      operation = route.operation().id();
      if (!route.method().equals(request.method())) {
        throw new ControlException(
            ErrorCode.METHOD_NOT_ALLOWED,
            "the method must be " + route.method(),
            Map.of("Allow", route.method()));
      }
      return answer(200, requestId, Map.of(), json(route.operation().perform(request, peer)));
    } catch (ControlException e) {
      LOG.info("control request {} refused: {}, {}", requestId, e.code(), e.getMessage());
      return refusal(request, requestId, operation, e);
    } catch (ActivationException e) {
      LOG.info("control request {} refused: {}, {}", requestId, e.code(), e.getMessage());
      ErrorCode code = ErrorCode.valueOf(e.code().name());
      String message = String.valueOf(e.getMessage());
      return refusal(request, requestId, operation, new ControlException(code, message));
    } catch (RuntimeException e) {
      LOG.error("control request {} failed", requestId, e);
      return refusal(
          request,
          requestId,
          operation,
          new ControlException(ErrorCode.INTERNAL_ERROR, "the request could not be served"));
    }
  }

  /** How long a body may take, for servers that can end one that stalls. */
  Duration bodyDeadline() {
    return options.bodyDeadline();
  }

  private SpiffeId authorize(ControlRequest request) {
    SpiffeId peer;
    try {
      peer = identity.verify(request.peerCertificates());
    } catch (PeerRefusedException e) {
      LOG.debug("a peer is not known: {}, {}", e.code(), e.getMessage());
      throw new ControlException(
          ErrorCode.AUTHENTICATION_REQUIRED, "a certificate that is trusted is required", e);
    }
    if (!allowed.permits(peer)) {
      runtime.strangerRefused(peer.toString());
      throw new ControlException(ErrorCode.AUTHORIZATION_DENIED, "access is denied");
    }
    return peer;
  }

  private static ControlResponse refusal(
      ControlRequest request, String requestId, String operation, ControlException refused) {
    ErrorEnvelope envelope =
        new ErrorEnvelope(
            refused.code(),
            String.valueOf(refused.getMessage()),
            requestId,
            TraceIds.of(request.header(TraceIds.HEADER)),
            operation,
            Map.of(),
            Instant.now());
    return answer(envelope.httpStatus(), requestId, refused.headers(), envelope.toJson());
  }

  private static ControlResponse answer(
      int status, String requestId, Map<String, String> more, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("Content-Type", "application/json");
    headers.put("Cache-Control", "no-store");
    headers.put("X-Request-Id", requestId);
    return new ControlResponse(status, headers, body);
  }

  private static byte[] json(JsonNode tree) {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree cannot be written", e);
    }
  }

  /** What a path is for. */
  private record Route(String method, ControlOperation operation) {}
}
