package io.eunomia.archimedes.control.client;

import io.eunomia.archimedes.control.client.InstanceResult.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt.
 *
 * @param outcome what
 * @param retry whether another attempt may end better
 * @param after how long to wait at least before it
 */
record Attempt(
    Outcome outcome,
    @Nullable String code,
    @Nullable String message,
    @Nullable Acknowledgement acknowledgement,
    @Nullable InstanceStatus status,
    boolean retry,
    Duration after) {
  static Attempt good(
      Outcome outcome, @Nullable Acknowledgement acknowledgement, @Nullable InstanceStatus status) {
    return new Attempt(outcome, null, null, acknowledgement, status, false, Duration.ZERO);
  }

  static Attempt refused(String code, String message) {
    return new Attempt(Outcome.REFUSED, code, message, null, null, false, Duration.ZERO);
  }

  static Attempt unreachable(FailureCode code, String message) {
    return new Attempt(Outcome.UNREACHABLE, code.name(), message, null, null, false, Duration.ZERO);
  }

  /** The same, but worth another attempt. */
  Attempt temporary(Duration wait) {
    return new Attempt(outcome, code, message, acknowledgement, status, true, wait);
  }
}
