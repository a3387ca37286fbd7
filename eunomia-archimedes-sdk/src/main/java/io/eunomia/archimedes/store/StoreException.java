package io.eunomia.archimedes.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A store that could not be opened, read or written. Whatever it was, nothing of the call has
 * happened: the store's state is what it was.
 */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Code code;

  StoreException(Code code, Path file, String message) {
    this(code, file, message, null);
  }

  StoreException(Code code, Path file, String message, @Nullable Throwable cause) {
    super(file + ": " + message, cause);
    this.code = code;
  }

  /** What is wrong, for programs. */
  public Code code() {
    return code;
  }

  /** What can be wrong with a store. */
  public enum Code {
    /**
     * The file is damaged, or a bundle in it is. {@link BundleStore#setAside} makes room for a new
     * store.
     */
    CORRUPT,
    /** A later version of this library wrote the file. It is left alone. */
    NEWER_VERSION,
    /** The file is an SQLite database of another program. It is left alone. */
    NOT_A_STORE,
    /** The file, its directory or its file system cannot be written. */
    READ_ONLY,
    /** There is no room on the disk. Once there is, the same store can be written again. */
    FULL,
    /** Another process has been writing for longer than the timeout. Worth another try. */
    BUSY,
    /**
     * The file cannot be reached: no such directory, no right to read it, an error of the disk, a
     * file that was removed while it was open, a native library that cannot be loaded.
     */
    UNAVAILABLE
  }
}
