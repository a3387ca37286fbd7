package io.eunomia.bundle.signature;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A bundle whose signature does not prove that it is as a trusted key signed it. */
public final class SignatureException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final @Nullable String file;

  SignatureException(Reason reason, String message) {
    this(reason, null, message);
  }

  SignatureException(Reason reason, @Nullable String file, String message) {
    super(printable(file == null ? message : file + ": " + message));
    this.reason = reason;
    this.file = file;
  }

  /** What a signature can be refused for. */
  public enum Reason {
    /** There is none. */
    MISSING,
    /** It is not in the format, is larger than allowed, or is not one but several. */
    MALFORMED,
    /** Its algorithm, or that of its hashes, is not one of ours, or does not go with the key. */
    UNSUPPORTED_ALGORITHM,
    /** No key of its id is trusted. */
    UNKNOWN_KEY,
    /** The key has not signed this. */
    INVALID_SIGNATURE,
    /** A file is not as it was signed. */
    FILE_CHANGED,
    /** A file is there that was not signed. */
    FILE_NOT_SIGNED,
    /** A file that was signed is not there. */
    FILE_MISSING,
    /** It was made for another scope. */
    WRONG_SCOPE;

    /** A stable code: {@code signature_file_changed}. */
    public String code() {
      return "signature_" + name().toLowerCase(Locale.ROOT);
    }
  }

  /** What it is refused for. */
  public Reason reason() {
    return reason;
  }

  /** The file's path from the bundle's root, or {@code null} if it is not about one. */
  public @Nullable String file() {
    return file;
  }

  // Names come from whoever made the bundle: no control characters in logs and on terminals.
  private static String printable(String message) {
    StringBuilder out = new StringBuilder();
    message
        .codePoints()
        .limit(400)
        .map(c -> Character.isISOControl(c) || !Character.isDefined(c) ? '?' : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
