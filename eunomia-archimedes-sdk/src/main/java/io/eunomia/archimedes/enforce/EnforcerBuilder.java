package io.eunomia.archimedes.enforce;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.policy.HeaderAllowlist;
import io.eunomia.policy.PolicyInput;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Configures an {@link Enforcer}. Operations and callers must be said. Not thread-safe. */
public final class EnforcerBuilder {
  final PolicyRuntime runtime;
  HeaderAllowlist headers = HeaderAllowlist.none();
  String environment = PolicyInput.DEFAULT_ENVIRONMENT;
  Function<RequestView, ? extends Map<String, ? extends @Nullable Object>> context =
      request -> Map.of();
  String requestIdHeader = "x-request-id";
  Supplier<String> currentTrace = () -> "";
  Clock clock = Clock.systemUTC();
  @Nullable String challenge;
  boolean shadow;
  boolean showReasons;
  EnforcementListener listener = (request, enforcement) -> {};
  private @Nullable OperationResolver operations;
  private @Nullable CallerResolver callers;

  EnforcerBuilder(PolicyRuntime runtime) {
    this.runtime = Objects.requireNonNull(runtime, "runtime");
  }

  /** Which operation a request asks for; must be said. */
  public EnforcerBuilder operations(OperationResolver value) {
    operations = Objects.requireNonNull(value, "operations");
    return this;
  }

  /** Who asks; must be said. */
  public EnforcerBuilder callers(CallerResolver value) {
    callers = Objects.requireNonNull(value, "callers");
    return this;
  }

  /** Which headers the policy sees; none if not said. */
  public EnforcerBuilder headers(HeaderAllowlist value) {
    headers = Objects.requireNonNull(value, "headers");
    return this;
  }

  /** Where the service runs; {@link PolicyInput#DEFAULT_ENVIRONMENT} if not said. */
  public EnforcerBuilder environment(String value) {
    environment = Objects.requireNonNull(value, "environment");
    return this;
  }

  /** What else the policy should know of a request, as JSON would have it; nothing if not said. */
  public EnforcerBuilder context(
      Function<RequestView, ? extends Map<String, ? extends @Nullable Object>> value) {
    context = Objects.requireNonNull(value, "context");
    return this;
  }

  /**
   * The header that a request brings its id in; {@code x-request-id} if not said. An id is taken
   * over if it is there once, of printable ASCII without spaces, and of at most 128 characters;
   * else a new one is made, a UUID of version 7.
   */
  public EnforcerBuilder requestIdHeader(String name) {
    requestIdHeader = Objects.requireNonNull(name, "name");
    return this;
  }

  /**
   * Where a tracer keeps the id of the current trace, as 32 hexadecimal digits; anything else means
   * that there is none, and then the request's {@code traceparent} header is read.
   */
  public EnforcerBuilder currentTrace(Supplier<String> value) {
    currentTrace = Objects.requireNonNull(value, "value");
    return this;
  }

  /** The {@code WWW-Authenticate} header of HTTP's 401; none if not said. */
  public EnforcerBuilder challenge(String value) {
    challenge = Objects.requireNonNull(value, "value");
    return this;
  }

  /**
   * Whether everything passes, also who is not known, and is only recorded: to see what a policy
   * would do. Off if not said.
   */
  public EnforcerBuilder shadow(boolean value) {
    shadow = value;
    return this;
  }

  /**
   * Whether denied callers see the policy's reasons, which may name rules, roles and people. Off if
   * not said.
   */
  public EnforcerBuilder showReasons(boolean value) {
    showReasons = value;
    return this;
  }

  /** Who is told what became of each request; nobody if not said. */
  public EnforcerBuilder listener(EnforcementListener value) {
    listener = Objects.requireNonNull(value, "listener");
    return this;
  }

  /** What requests' and answers' times are read from; the system's clock if not said. */
  public EnforcerBuilder clock(Clock value) {
    clock = Objects.requireNonNull(value, "clock");
    return this;
  }

  /**
   * The enforcer.
   *
   * @throws IllegalStateException if it was not said which operations there are, or who asks
   */
  public Enforcer build() {
    if (operations == null || callers == null) {
      throw new IllegalStateException("an enforcer needs to know operations and callers");
    }
    return new Enforcer(this, operations, callers);
  }
}
