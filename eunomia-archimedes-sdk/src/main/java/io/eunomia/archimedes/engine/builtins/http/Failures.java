package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.net.Deadline;
import io.eunomia.archimedes.engine.builtins.net.NetworkException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import javax.net.ssl.SSLException;

/** What ended an exchange, in words. */
final class Failures {
  private Failures() {}

  static NetworkException describe(IOException failure, Deadline deadline) {
    if (deadline.isOver() || isCausedBy(failure, SocketTimeoutException.class)) {
      return NetworkException.timeout();
    }
    if (isCausedBy(failure, ClosedByInterruptException.class)
        || isCausedBy(failure, InterruptedIOException.class)) {
      return NetworkException.failed("interrupted");
    }
    if (isCausedBy(failure, EOFException.class)) {
      return NetworkException.failed("unexpected EOF");
    }
    if (failure instanceof MalformedResponseException) {
      return NetworkException.failed(String.valueOf(failure.getMessage()));
    }
    if (failure instanceof SSLException) {
      return NetworkException.failed("tls: " + failure.getMessage());
    }
    return NetworkException.failed("connection lost: " + failure.getMessage());
  }

  private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
    Throwable cause = failure;
    // Causes may go round; nobody nests them this deep.
    for (int i = 0; cause != null && i < 20; i++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
