package io.eunomia.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request, as a policy sees it: {@code input} in Rego.
 *
 * <p>Immutable and thread-safe: what a builder was given is copied. Whatever breaks the contract is
 * refused with a {@link PolicyInputException} that names the field.
 *
 * <pre>{@code
 * PolicyInput input =
 *     PolicyInput.builder(
 *             Caller.user("u-1", List.of("admin")), "users-service", "getUser", "GET", "/users/u-2")
 *         .context("tenant_id", "t-1")
 *         .build();
 * }</pre>
 */
public final class PolicyInput {
  /** The environment of an input that names none. */
  public static final String DEFAULT_ENVIRONMENT = "production";

  private final Caller caller;
  private final String service;
  private final String operationId;
  private final String method;
  private final String path;
  private final Map<String, String> headers;
  private final String environment;
  private final Map<String, @Nullable Object> context;
  private final Instant timestamp;
  private final String requestId;

  private PolicyInput(Builder from) {
    this.caller = from.caller;
    this.service = from.service;
    this.operationId = from.operationId;
    this.method = from.method;
    this.path = from.path;
    this.headers = Collections.unmodifiableMap(new TreeMap<>(from.headers));
    this.environment = from.environment;
    this.context = Collections.unmodifiableMap(new LinkedHashMap<>(from.context));
    this.timestamp = from.timestamp == null ? from.clock.instant() : from.timestamp;
    this.requestId = from.requestId == null ? UuidV7.next().toString() : from.requestId;
  }

  /**
   * Starts an input with all that has no default.
   *
   * @param caller who asks
   * @param service the target service: {@code users-service}
   * @param operationId the operation's id in the service's contract
   * @param method the HTTP method; upper-cased
   * @param path the actual path, without the query
   * @throws PolicyInputException for a blank part, or a path with a query
   */
  public static Builder builder(
      Caller caller, String service, String operationId, String method, String path) {
    return new Builder(caller, service, operationId, method, path);
  }

  /**
   * Reads an input from JSON text; a field that is there twice is refused too.
   *
   * @throws PolicyInputException for text that is not JSON, or JSON that breaks the contract
   */
  public static PolicyInput parse(String json) {
    return PolicyInputJson.parse(json);
  }

  /** As {@link #parse(String)}, of UTF-8. */
  public static PolicyInput parse(byte[] json) {
    return PolicyInputJson.parse(json);
  }

  /**
   * Reads an input. What has a default may be missing; what is unknown is refused.
   *
   * @throws PolicyInputException for JSON that breaks the contract
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static PolicyInput fromJson(JsonNode json) {
    return PolicyInputJson.read(json);
  }

  /** The input as JSON. A new tree each time. */
  @JsonValue
  public ObjectNode toJson() {
    return PolicyInputJson.write(this);
  }

  /** Who asks. */
  public Caller caller() {
    return caller;
  }

  /** The target service. */
  public String service() {
    return service;
  }

  /** The operation's id in the service's contract. */
  public String operationId() {
    return operationId;
  }

  /** The method, in upper case. */
  public String method() {
    return method;
  }

  /** The actual path, without the query. */
  public String path() {
    return path;
  }

  /** The headers that policies may see, by lower-case name, sorted; unmodifiable. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The environment. */
  public String environment() {
    return environment;
  }

  /**
   * What else the policy should know; unmodifiable at every depth. A value is a {@link String}, a
   * {@link Boolean}, a {@link Long}, a {@link java.math.BigInteger} beyond its range, a {@link
   * java.math.BigDecimal}, a {@link java.util.List}, a {@link Map} by {@link String}, or {@code
   * null}.
   */
  public Map<String, @Nullable Object> context() {
    return context;
  }

  /** When it was asked. */
  public Instant timestamp() {
    return timestamp;
  }

  /** The request's id. */
  public String requestId() {
    return requestId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PolicyInput that
        && caller.equals(that.caller)
        && service.equals(that.service)
        && operationId.equals(that.operationId)
        && method.equals(that.method)
        && path.equals(that.path)
        && headers.equals(that.headers)
        && environment.equals(that.environment)
        && context.equals(that.context)
        && timestamp.equals(that.timestamp)
        && requestId.equals(that.requestId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(caller, service, operationId, method, path, timestamp, requestId);
  }

  /** For logs: who asks what, without header or context values. */
  @Override
  public String toString() {
    return "PolicyInput["
        + (caller.type() + ":" + caller.id() + " " + service + " " + operationId + " ")
        + (method + " " + path + " request_id=" + requestId + "]");
  }

  /** Collects what has a default. Not thread-safe; may be used again after {@link #build()}. */
  public static final class Builder {
    private final Caller caller;
    private final String service;
    private final String operationId;
    private final String method;
    private final String path;
    private final Map<String, String> headers = new TreeMap<>();
    private final Map<String, @Nullable Object> context = new LinkedHashMap<>();
    private String environment = DEFAULT_ENVIRONMENT;
    private Clock clock = Clock.systemUTC();
    private @Nullable Instant timestamp;
    private @Nullable String requestId;

    private Builder(Caller caller, String service, String operationId, String method, String path) {
      this.caller = Objects.requireNonNull(caller, "caller");
      this.service = Fields.notBlank("service", service);
      this.operationId = Fields.notBlank("operation_id", operationId);
      this.method = Fields.notBlank("method", method).toUpperCase(Locale.ROOT);
      this.path = Fields.notBlank("path", path);
      if (path.indexOf('?') >= 0) {
        throw new PolicyInputException("path", "must not contain the query");
      }
    }

    /** Adds those headers that the allowlist permits; the others are left behind. */
    public Builder headers(Map<String, String> all, HeaderAllowlist allowlist) {
      headers.putAll(allowlist.filter(all));
      return this;
    }

    /**
     * Adds one header that the policy may see.
     *
     * @throws PolicyInputException for a header that carries credentials
     */
    public Builder header(String name, String value) {
      headers.put(HeaderAllowlist.checkedName(name), Objects.requireNonNull(value, "value"));
      return this;
    }

    /** Where the service runs; {@link #DEFAULT_ENVIRONMENT} if not said. */
    public Builder environment(String name) {
      this.environment = Fields.notBlank("environment", name);
      return this;
    }

    /**
     * Adds one value to the context: a string, a boolean, a number, a Jackson tree, {@code null},
     * or a collection or map of these.
     *
     * @throws PolicyInputException for anything that is not JSON
     */
    public Builder context(String name, @Nullable Object value) {
      context.put(name, ContextValues.copy("context." + name, value));
      return this;
    }

    /** Adds all these values to the context, as {@link #context(String, Object)} does. */
    public Builder context(Map<String, ? extends @Nullable Object> values) {
      values.forEach(this::context);
      return this;
    }

    /** When it was asked, in the years 0 to 9999; the time of {@link #build()} if not said. */
    public Builder timestamp(Instant instant) {
      this.timestamp = Timestamps.checked(instant);
      return this;
    }

    /** The clock that is read if no timestamp is given; the system's if not said. */
    public Builder clock(Clock source) {
      this.clock = Objects.requireNonNull(source, "clock");
      return this;
    }

    /** The request's own id; a new UUID of version 7 if not said. */
    public Builder requestId(String id) {
      this.requestId = Fields.notBlank("request_id", id);
      return this;
    }

    /** The input, with what was not said filled in. */
    public PolicyInput build() {
      return new PolicyInput(this);
    }
  }
}
