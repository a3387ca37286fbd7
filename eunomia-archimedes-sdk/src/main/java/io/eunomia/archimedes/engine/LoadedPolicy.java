package io.eunomia.archimedes.engine;

import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.policy.PolicyInput;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A policy ready to be asked, from any thread. Closing it lets its instances go; evaluations that
 * are under way end as they would have.
 */
public final class LoadedPolicy implements AutoCloseable {
  private final PolicyModule module;
  private final InstancePool pool;
  private final Limits limits;

  LoadedPolicy(PolicyModule module, Limits limits) {
    this.module = module;
    this.limits = limits;
    pool = new InstancePool(module, limits);
  }

  /** The entrypoints, such as {@code users_service/authz/allow}, and their numbers. */
  public Map<String, Integer> entrypoints() {
    return module.entrypoints();
  }

  /** The number of an entrypoint, if the policy has it. */
  public OptionalInt entrypoint(String name) {
    Integer number = module.entrypoints().get(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** What an entrypoint is for a request, read strictly; fails with {@link EvaluationException}. */
  public Verdict decide(int entrypoint, PolicyInput input) {
    PolicyInstance instance = pool.take();
    try {
      return instance.decide(entrypoint, input);
    } finally {
      pool.giveBack(instance);
    }
  }

  /**
   * What an entrypoint is for a request, as JSON; null if undefined. Fails with {@link
   * EvaluationException}.
   */
  public byte @Nullable [] evaluate(int entrypoint, PolicyInput input) {
    return evaluate(instance -> instance.evaluate(entrypoint, input));
  }

  /**
   * What an entrypoint is, as JSON; null if undefined. Fails with {@link EvaluationException}.
   *
   * @param input JSON text; null leaves the input undefined
   */
  public byte @Nullable [] evaluate(int entrypoint, byte @Nullable [] input) {
    if (input != null && input.length > limits.maxInputBytes()) {
      throw new EvaluationException(
          Reason.ERROR,
          "the input is "
              + input.length
              + " bytes long, more than the limit of "
              + limits.maxInputBytes());
    }
    return evaluate(instance -> instance.evaluate(entrypoint, input));
  }

  /**
   * What an entrypoint is, as JSON; null if undefined. Fails with {@link EvaluationException}, also
   * if the module is another compiler's.
   *
   * @param input any value, also one that JSON does not have
   */
  public byte @Nullable [] evaluate(int entrypoint, Value input) {
    return evaluate(instance -> instance.evaluate(entrypoint, input));
  }

  /** How many instances there are. */
  public int instances() {
    return pool.size();
  }

  /** What kind of module it is, for people. */
  public String description() {
    return module.description();
  }

  /** Whether it calls a builtin that asks others, so that an evaluation is felt outside. */
  public boolean reachesNetwork() {
    return module.reachesNetwork();
  }

  /**
   * Makes instances ahead of their use; a closed policy keeps instances again.
   *
   * @throws EvaluationException if one cannot be made
   */
  public void prepare(int instances) {
    pool.reopen();
    pool.prepare(instances);
  }

  /**
   * Asks every idle instance once, for what each makes at its first evaluation and keeps. What it
   * answers, and whether it fails, does not matter.
   */
  public void rehearse(int entrypoint, PolicyInput input) {
    pool.forEachIdle(
        instance -> {
          try {
            instance.decide(entrypoint, input);
          } catch (EvaluationException e) {
            // Whoever asks in earnest is told.
          }
        });
  }

  @Override
  public void close() {
    pool.close();
  }

  private byte @Nullable [] evaluate(Function<PolicyInstance, byte @Nullable []> evaluation) {
    PolicyInstance instance = pool.take();
    try {
      return evaluation.apply(instance);
    } finally {
      pool.giveBack(instance);
    }
  }
}
