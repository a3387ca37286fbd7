package io.eunomia.policy.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** What the file system says, in words. */
final class FileErrors {
  private FileErrors() {}

  static PolicyLoadException unreadable(String file, IOException e) {
    String message;
    if (e instanceof NoSuchFileException) {
      message = "does not exist";
    } else if (e instanceof AccessDeniedException) {
      message = "may not be read";
    } else if (e instanceof FileSystemLoopException) {
      message = "is a link to itself";
    } else {
      message = "cannot be read: " + e.getMessage();
    }
    return new PolicyLoadException(file, message, e);
  }
}
