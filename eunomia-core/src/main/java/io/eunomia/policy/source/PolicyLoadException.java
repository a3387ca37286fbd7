package io.eunomia.policy.source;

import io.eunomia.rego.source.Diagnostic;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that cannot be read, or is not what its name says; the message starts with its name. */
public final class PolicyLoadException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final transient @Nullable Diagnostic diagnostic;

  /** A file as a whole: its name as it was given, and what is wrong with it. */
  public PolicyLoadException(String file, String message, @Nullable Throwable cause) {
    super(file + ": " + message, cause);
    this.file = file;
    this.diagnostic = null;
  }

  PolicyLoadException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic.toString(), cause);
    this.file = diagnostic.span().source().name();
    this.diagnostic = diagnostic;
  }

  /** The file's name, as it was given. */
  public String file() {
    return file;
  }

  /** The place in the file and what is wrong there, or {@code null} if it is the whole file. */
  public @Nullable Diagnostic diagnostic() {
    return diagnostic;
  }
}
