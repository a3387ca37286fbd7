package io.eunomia.testkit.junit;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to a service, described bit by bit, and what is expected of its policy.
 *
 * <pre>{@code
 * PolicyFixture sue = policy.caller(Caller.user("u-sue", List.of("support")));
 * sue.operation("getUser").expectAllowed();
 * sue.operation("deleteUser").expectDenied("u-sue may not deleteUser");
 * }</pre>
 *
 * <p>Immutable and thread-safe: every method gives another fixture, so that what tests have in
 * common is said once. What is not said: the caller is anonymous, the method {@code GET}, the path
 * {@code /}, the environment {@code production}, and the rest as {@link PolicyInput} has it. Each
 * expectation asks the policy once.
 */
public final class PolicyFixture {
  private final PolicyRuntime runtime;
  private final Caller caller;
  private final @Nullable String operation;
  private final String method;
  private final String path;
  private final List<Consumer<PolicyInput.Builder>> more;

  private PolicyFixture(
      PolicyRuntime runtime,
      Caller caller,
      @Nullable String operation,
      String method,
      String path,
      List<Consumer<PolicyInput.Builder>> more) {
    this.runtime = runtime;
    this.caller = caller;
    this.operation = operation;
    this.method = method;
    this.path = path;
    this.more = more;
  }

  /** A request to the service of a runtime, which decides by what is active when it is asked. */
  public static PolicyFixture given(PolicyRuntime runtime) {
    Objects.requireNonNull(runtime, "runtime");
    return new PolicyFixture(runtime, Caller.anonymous(), null, "GET", "/", List.of());
  }

  /** The same by this caller: {@code Caller.user(…)}, {@code Caller.spiffe(…)} and so on. */
  public PolicyFixture caller(Caller who) {
    return new PolicyFixture(
        runtime, Objects.requireNonNull(who, "caller"), operation, method, path, more);
  }

  /** The same for this operation; must be said. */
  public PolicyFixture operation(String operationId) {
    return new PolicyFixture(
        runtime, caller, Objects.requireNonNull(operationId, "operation"), method, path, more);
  }

  /** The same with this method and path: {@code PUT}, {@code /users/u-1}. */
  public PolicyFixture request(String newMethod, String newPath) {
    return new PolicyFixture(runtime, caller, operation, newMethod, newPath, more);
  }

  /** The same with one more value in its context; see {@link PolicyInput.Builder#context}. */
  public PolicyFixture context(String name, @Nullable Object value) {
    return with(input -> input.context(name, value));
  }

  /** The same with one more header. */
  public PolicyFixture header(String name, String value) {
    return with(input -> input.header(name, value));
  }

  /** The same in this environment. */
  public PolicyFixture environment(String name) {
    return with(input -> input.environment(name));
  }

  /** The same at this time. */
  public PolicyFixture at(Instant time) {
    return with(input -> input.timestamp(time));
  }

  /** The same with this id of the request. */
  public PolicyFixture requestId(String id) {
    return with(input -> input.requestId(id));
  }

  /**
   * What the policy is asked.
   *
   * @throws IllegalStateException if no operation was said
   * @throws io.eunomia.policy.PolicyInputException if it breaks the contract of inputs
   */
  public PolicyInput input() {
    if (operation == null) {
      throw new IllegalStateException("say which operation is asked for: operation(…)");
    }
    PolicyInput.Builder input =
        PolicyInput.builder(caller, runtime.status().service(), operation, method, path);
    more.forEach(change -> change.accept(input));
    return input.build();
  }

  /** Asks, and gives the decision. */
  public PolicyDecision decision() {
    return runtime.authorize(input());
  }

  /**
   * Expects that the policy allows it.
   *
   * @throws org.opentest4j.AssertionFailedError if it does not
   */
  public DecisionAssert expectAllowed() {
    return ask().isAllowed();
  }

  /**
   * Expects that it is denied, for whatever reason, by the policy or without one.
   *
   * @throws org.opentest4j.AssertionFailedError if it is allowed
   */
  public DecisionAssert expectDenied() {
    return ask().isDenied();
  }

  /**
   * Expects that it is denied for exactly these reasons.
   *
   * @param first one of them
   * @param others the others, in any order
   * @throws org.opentest4j.AssertionFailedError if it is allowed, or there are other reasons
   */
  public DecisionAssert expectDenied(String first, String... others) {
    List<String> reasons = new ArrayList<>(List.of(first));
    reasons.addAll(List.of(others));
    return ask().isDenied().hasReasons(reasons.toArray(String[]::new));
  }

  /**
   * Expects exactly these reasons, in any order; none if none are given.
   *
   * @throws org.opentest4j.AssertionFailedError if there are other ones
   */
  public DecisionAssert expectReasons(String... reasons) {
    return ask().hasReasons(reasons);
  }

  /**
   * Expects that this made the decision: {@link Cause#UNDEFINED}, for instance.
   *
   * @throws org.opentest4j.AssertionFailedError if something else did
   */
  public DecisionAssert expectCause(Cause cause) {
    return ask().hasCause(cause);
  }

  private DecisionAssert ask() {
    PolicyInput asked = input();
    return new DecisionAssert(runtime.authorize(asked), asked);
  }

  private PolicyFixture with(Consumer<PolicyInput.Builder> change) {
    List<Consumer<PolicyInput.Builder>> changes = new ArrayList<>(more);
    changes.add(change);
    return new PolicyFixture(runtime, caller, operation, method, path, List.copyOf(changes));
  }
}
