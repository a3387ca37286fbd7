package io.eunomia.archimedes.engine;

import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.policy.PolicyInput;
import org.jspecify.annotations.Nullable;

/** A module with a memory of its own. Used by one thread at a time. */
sealed interface PolicyInstance permits EunomiaInstance, OpaInstance {
  /**
   * What the entrypoint is for a request, read strictly.
   *
   * @throws EvaluationException if there is no result
   */
  Verdict decide(int entrypoint, PolicyInput input);

  /**
   * What the entrypoint is for a request, as JSON; null if undefined.
   *
   * @throws EvaluationException if there is no result
   */
  byte @Nullable [] evaluate(int entrypoint, PolicyInput input);

  /**
   * What the entrypoint is, as JSON; null if undefined.
   *
   * @param input JSON text; null leaves the input undefined
   * @throws EvaluationException if there is no result
   */
  byte @Nullable [] evaluate(int entrypoint, byte @Nullable [] input);

  /**
   * What the entrypoint is, as JSON; null if undefined.
   *
   * @param input any value, also one that JSON does not have
   * @throws EvaluationException if there is no result
   */
  byte @Nullable [] evaluate(int entrypoint, Value input);

  /** Whether it may be used again: it did not stop halfway, and did not grow large. */
  boolean isReusable();

  /** It is no longer used. */
  void close();
}
