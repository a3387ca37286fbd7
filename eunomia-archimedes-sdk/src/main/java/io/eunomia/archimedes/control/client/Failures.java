package io.eunomia.archimedes.control.client;

import io.eunomia.archimedes.spiffe.PeerRefusedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Tells what became of an attempt that has no answer. */
final class Failures {
  private static final int MAX_CAUSES = 16;

  private Failures() {}

  /**
   * What a failure means.
   *
   * @param repeatable whether what was asked may be asked again though it may have been done
   */
  static Attempt of(Throwable failure, boolean repeatable) {
    if (PeerRefusedException.behind(failure).isPresent()) {
      PeerRefusedException refused = PeerRefusedException.behind(failure).get();
      return Attempt.unreachable(FailureCode.PEER_REFUSED, String.valueOf(refused.getMessage()));
    }
    InvalidAnswerException invalid = cause(failure, InvalidAnswerException.class);
    if (invalid != null) {
      return Attempt.refused(
          FailureCode.INVALID_ANSWER.name(), String.valueOf(invalid.getMessage()));
    }
    SSLException tls = cause(failure, SSLException.class);
    if (tls != null && cause(tls, EOFException.class) == null) {
      String message = String.valueOf(tls.getMessage());
      return message.contains("Received fatal alert")
          ? Attempt.refused(FailureCode.TLS_REFUSED.name(), message)
          : Attempt.unreachable(FailureCode.TLS_FAILED, message);
    }
    Attempt attempt = withoutConnection(failure);
    boolean surelyNotDone =
        cause(failure, ConnectException.class) != null
            || cause(failure, HttpConnectTimeoutException.class) != null;
    return repeatable || surelyNotDone ? attempt.temporary(Duration.ZERO) : attempt;
  }

  private static Attempt withoutConnection(Throwable failure) {
    if (cause(failure, HttpTimeoutException.class) != null
        || cause(failure, TimeoutException.class) != null) {
      return Attempt.unreachable(FailureCode.TIMEOUT, "no answer in time");
    }
    if (cause(failure, UnresolvedAddressException.class) != null) {
      return Attempt.unreachable(FailureCode.CONNECTION_FAILED, "the host is not known");
    }
    if (cause(failure, ConnectException.class) != null) {
      return Attempt.unreachable(FailureCode.CONNECTION_FAILED, "nobody listens there");
    }
    IOException io = cause(failure, IOException.class);
    return Attempt.unreachable(
        FailureCode.CONNECTION_FAILED,
        io == null || io.getMessage() == null ? "the connection broke" : io.getMessage());
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    Throwable each = failure;
    for (int i = 0; i < MAX_CAUSES && each != null; i++) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
      each = each.getCause();
    }
    return null;
  }
}
