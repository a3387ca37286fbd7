package io.eunomia.bundle;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A bundle that cannot be used: what is wrong with it, and with which of its entries. */
public final class BundleException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final @Nullable String entry;

  BundleException(Reason reason, String message) {
    this(reason, null, message, null);
  }

  BundleException(Reason reason, @Nullable String entry, String message) {
    this(reason, entry, message, null);
  }

  /**
   * A refusal.
   *
   * @param entry the entry that it is about, or {@code null}
   */
  public BundleException(
      Reason reason, @Nullable String entry, String message, @Nullable Throwable cause) {
    super(entry == null ? message : printable(entry) + ": " + message, cause);
    this.reason = reason;
    this.entry = entry;
  }

  /** What a bundle can be refused for. */
  public enum Reason {
    /** More compressed bytes than allowed. */
    TOO_LARGE,
    /** More bytes after decompression than allowed. */
    EXPANDED_TOO_LARGE,
    /** Decompression gives more bytes for one than allowed. */
    RATIO_TOO_HIGH,
    /** More entries than allowed. */
    TOO_MANY_ENTRIES,
    /** Not a gzip file, or one that is damaged. */
    INVALID_GZIP,
    /** Not a tar archive, or one that is damaged. */
    INVALID_TAR,
    /** The file ends too early. */
    TRUNCATED,
    /** An entry's name leads out of the bundle, or is not a name. */
    UNSAFE_PATH,
    /** An entry is a link. */
    LINK,
    /** An entry is a device, or something else that is neither file nor directory. */
    SPECIAL_FILE,
    /** Two entries have the same name. */
    DUPLICATE_ENTRY,
    /** The manifest is not JSON, or says what makes no sense. */
    INVALID_MANIFEST,
    /** The metadata of a later schema than this program knows. */
    UNSUPPORTED_SCHEMA,
    /** A data file is not JSON or YAML, or the root document is no object. */
    INVALID_DATA,
    /** Two data files say different things about the same place. */
    DATA_CONFLICT,
    /** Two roots lie within each other. */
    OVERLAPPING_ROOTS,
    /** Data or an entrypoint lies outside the roots. */
    OUTSIDE_ROOTS,
    /** The manifest names a module that is not there. */
    MISSING_MODULE,
    /** A Rego source is not UTF-8. */
    INVALID_SOURCE,
    /** The plan is not one, or cannot be compiled. */
    INVALID_PLAN,
    /** There is nothing that could be compiled as asked. */
    NOTHING_TO_COMPILE,
    /** A delta bundle, which changes another one; there is no such thing here. */
    DELTA_BUNDLE;

    /** A stable code: {@code bundle_unsafe_path}. */
    public String code() {
      return "bundle_" + name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the bundle is refused for. */
  public Reason reason() {
    return reason;
  }

  /** The entry's name as the archive has it, or {@code null} if it is not about one. */
  public @Nullable String entry() {
    return entry;
  }

  // Names come from whoever made the archive: no control characters in logs and on terminals.
  private static String printable(String name) {
    StringBuilder out = new StringBuilder();
    name.codePoints()
        .limit(200)
        .map(c -> Character.isISOControl(c) || !Character.isDefined(c) ? '?' : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
