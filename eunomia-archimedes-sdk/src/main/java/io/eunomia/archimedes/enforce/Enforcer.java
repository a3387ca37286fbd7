package io.eunomia.archimedes.enforce;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.enforce.Enforcement.Allowed;
import io.eunomia.archimedes.enforce.Enforcement.Refused;
import io.eunomia.archimedes.envelope.ErrorEnvelope;
import io.eunomia.archimedes.envelope.RequestIds;
import io.eunomia.archimedes.envelope.TraceIds;
import io.eunomia.policy.Caller;
import io.eunomia.policy.HeaderAllowlist;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyInput;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of a request, before the service sees it: who asks, then whether the policy
 * allows it.
 *
 * <pre>{@code
 * Enforcer enforcer =
 *     Enforcer.builder(runtime)
 *         .operations(OperationTable.of(Map.of("GET /users/{id}", "getUser")))
 *         .callers(Callers.fromTls())
 *         .build();
 * }</pre>
 *
 * <ol>
 *   <li>Nobody knows who asks, or credentials are not valid: {@code AUTHENTICATION_REQUIRED}.
 *   <li>The method or the path can be read in two ways: {@code VALIDATION_ERROR}. A filter that
 *       reads a path otherwise than the service behind it is how filters are bypassed. So {@code
 *       ..}, {@code //}, parameters after {@code ;}, encoded slashes, controls and characters that
 *       need no encoding, double encoding and what is not ASCII or UTF-8 are all refused, whatever
 *       the service would make of them; what is left is given to the policy as it came.
 *   <li>No operation is known, or the policy denies: {@code AUTHORIZATION_DENIED}.
 *   <li>Anything that is given to the builder throws, or anything else goes wrong: {@code
 *       AUTHORIZATION_DENIED}. What it was is logged with the request's id, and not told.
 * </ol>
 *
 * <p>In shadow mode all of these pass, and are recorded. Thread-safe if what it was built of is; it
 * takes no lock and waits for nothing.
 */
public final class Enforcer {
  private static final Logger LOG = LoggerFactory.getLogger(Enforcer.class);

  private final PolicyRuntime runtime;
  private final String service;
  private final OperationResolver operations;
  private final CallerResolver callers;
  private final HeaderAllowlist headers;
  private final boolean readsHeaders;
  private final String environment;
  private final Function<RequestView, ? extends Map<String, ? extends @Nullable Object>> context;
  private final String requestIdHeader;
  private final Supplier<String> currentTrace;
  private final Refusals refusals;
  private final boolean shadow;
  private final EnforcementListener listener;

  Enforcer(EnforcerBuilder from, OperationResolver operations, CallerResolver callers) {
    this.operations = operations;
    this.callers = callers;
    runtime = from.runtime;
    service = runtime.status().service();
    headers = from.headers;
    readsHeaders = !headers.names().isEmpty();
    environment = from.environment;
    context = from.context;
    requestIdHeader = from.requestIdHeader;
    currentTrace = from.currentTrace;
    refusals = new Refusals(from.clock, from.showReasons, from.challenge);
    shadow = from.shadow;
    listener = from.listener;
  }

  /** Starts the configuration of what asks this runtime. */
  public static EnforcerBuilder builder(PolicyRuntime runtime) {
    return new EnforcerBuilder(runtime);
  }

  /** What the enforcer of this runtime asks for. */
  public String service() {
    return service;
  }

  /** What becomes of a request. Throws nothing: what goes wrong refuses. */
  public Enforcement enforce(RequestView request) {
    Attempt attempt = new Attempt();
    Enforcement enforcement = shadowed(judge(request, attempt), attempt);
    try {
      listener.enforced(request, enforcement);
      return enforcement;
    } catch (Throwable e) {
      return shadowed(failed(attempt, e), attempt);
    }
  }

  private Enforcement judge(RequestView request, Attempt attempt) {
    try {
      attempt.requestId = RequestIds.of(request.header(requestIdHeader));
      attempt.traceId = traceId(request);
      Optional<Caller> caller = callers.resolve(request);
      if (caller.isEmpty()) {
        return refusals.unauthenticated(attempt);
      }
      String problem = ambiguity(request);
      if (problem != null) {
        return refusals.invalid(attempt, problem);
      }
      Optional<String> operation = operations.resolve(request);
      if (operation.isEmpty()) {
        LOG.info("request {} is for no known operation", attempt.requestId);
        return refusals.denied(attempt, null);
      }
      attempt.operationId = operation.get();
      PolicyDecision decision = runtime.authorize(input(request, attempt, caller.get()));
      attempt.decision = decision;
      return decision.allowed()
          ? new Allowed(attempt.requestId, decision, null)
          : refusals.denied(attempt, decision);
    } catch (AuthenticationException e) {
      LOG.info("request {} is not authenticated: {}", attempt.requestId, e.getMessage());
      return refusals.unauthenticated(attempt);
    } catch (Throwable e) {
      // Errors too, and what is thrown without being declared: none of them may let a request pass.
      return failed(attempt, e);
    }
  }

  /** The trace that is current, else the one that the request says. */
  private String traceId(RequestView request) {
    String id = currentTrace.get();
    return TraceIds.isTraceId(id) ? id : TraceIds.of(request.header(TraceIds.HEADER));
  }

  private static @Nullable String ambiguity(RequestView request) {
    String method = RequestMethod.problem(request.method());
    if (method != null) {
      return "the method " + method;
    }
    String path = RequestPath.problem(request.path());
    return path == null ? null : "the path " + path;
  }

  private PolicyInput input(RequestView request, Attempt attempt, Caller caller) {
    PolicyInput.Builder input =
        PolicyInput.builder(caller, service, attempt.operationId, request.method(), request.path())
            .environment(environment)
            .context(context.apply(request))
            .timestamp(refusals.now())
            .requestId(attempt.requestId);
    return (readsHeaders ? input.headers(request.headers(), headers) : input).build();
  }

  private Refused failed(Attempt attempt, Throwable failure) {
    if (attempt.requestId.isEmpty()) {
      attempt.requestId = RequestIds.next();
    }
    LOG.error("request {} cannot be decided", attempt.requestId, failure);
    return refusals.denied(attempt, null);
  }

  private Enforcement shadowed(Enforcement enforcement, Attempt attempt) {
    if (!shadow || !(enforcement instanceof Refused refused)) {
      return enforcement;
    }
    ErrorEnvelope envelope = refused.envelope();
    LOG.info(
        "request {} for {} passes in shadow mode; it would get {}",
        envelope.requestId(),
        envelope.operationId(),
        envelope.code());
    return new Allowed(envelope.requestId(), attempt.decision, envelope);
  }

  /** What is known of a request so far. */
  static final class Attempt {
    String requestId = "";
    String traceId = "";
    String operationId = "";
    @Nullable PolicyDecision decision;
  }
}
