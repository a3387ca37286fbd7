package io.eunomia.archimedes.control.client;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking one instance.
 *
 * @param instance which one, as it was given
 * @param outcome what came of it
 * @param code why it did not work: the instance's own code, or one of {@link FailureCode}; null if
 *     it worked
 * @param message the same for people, as the other side wrote it: may have any character; null if
 *     it worked
 * @param acknowledgement what a push or a rollback did; null if it did not work, or was neither
 * @param status how the instance is; null if it did not say, or was not asked
 * @param attempts how often it was tried
 * @param took from the first attempt to the end of the last one
 */
public record InstanceResult(
    URI instance,
    Outcome outcome,
    @Nullable String code,
    @Nullable String message,
    @Nullable Acknowledgement acknowledgement,
    @Nullable InstanceStatus status,
    int attempts,
    Duration took) {
  /** What came of it. */
  public enum Outcome {
    /** What was asked for is done. */
    DONE,
    /** It was so already. */
    UNCHANGED,
    /** The instance answered, and did not do it. */
    REFUSED,
    /** The instance that was meant did not answer. What it did is not known. */
    UNREACHABLE;

    /** Whether the instance is now as it should be. */
    public boolean good() {
      return this == DONE || this == UNCHANGED;
    }
  }
}
