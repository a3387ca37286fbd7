package io.eunomia.archimedes.store;

import io.eunomia.bundle.BundleDigest;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happened once.
 *
 * @param id grows with every entry of the file, whatever the clock does
 * @param kind what it was
 * @param digest the bundle that became active
 * @param previousDigest the bundle that was active until then, or {@code null}
 * @param source where the bundle or the wish came from
 * @param actor who it was
 * @param deploymentId the deployment it was part of, or {@code null}
 * @param reason why, or {@code null} for an activation
 * @param time when, by the clock of that moment
 */
public record JournalEntry(
    long id,
    Kind kind,
    BundleDigest digest,
    @Nullable BundleDigest previousDigest,
    String source,
    String actor,
    @Nullable String deploymentId,
    @Nullable String reason,
    Instant time) {

  /** What can happen. */
  public enum Kind {
    /** A bundle was brought. */
    ACTIVATION,
    /** A retained bundle was gone back to. */
    ROLLBACK;

    private final String text = name().toLowerCase(Locale.ROOT);

    String text() {
      return text;
    }

    static Kind parse(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
