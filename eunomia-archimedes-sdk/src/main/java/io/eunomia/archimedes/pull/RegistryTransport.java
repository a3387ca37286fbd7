package io.eunomia.archimedes.pull;

import io.eunomia.archimedes.pull.PullException.Code;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One request and its answer, within a time and a size. Follows nothing, repeats nothing. */
final class RegistryTransport {
  private static final int ERROR_BYTES = 64 << 10;

  private final HttpClient client;
  private final Duration timeout;
  private final String userAgent;

  RegistryTransport(HttpClient client, Duration timeout, String userAgent) {
    this.client = client;
    this.timeout = timeout;
    this.userAgent = userAgent;
  }

  /**
   * Sends a request.
   *
   * @param limit of the body of a 200; of others, so much is read as an explanation needs
   * @throws PullException if no whole answer came in time, or a larger one. Whatever its status
   *     says, an answer is one
   */
  Answer send(HttpRequest.Builder builder, int limit) throws PullException {
    HttpRequest request = builder.setHeader("User-Agent", userAgent).build();
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, head -> bodyOf(head, limit));
    try {
      // The client's own timeout ends with the headers; this one includes the body.
      HttpResponse<byte[]> response = sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return new Answer(request.uri(), response.statusCode(), response.headers(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PullException(Code.INTERRUPTED, "interrupted", e);
    } catch (TimeoutException e) {
      throw failure(request, Code.TIMEOUT, "no whole answer within " + seconds(timeout), e);
    } catch (ExecutionException e) {
      throw failure(request, e.getCause() == null ? e : e.getCause());
    } finally {
      // Of no effect on what has ended; else it closes the connection.
      sent.cancel(true);
    }
  }

  private static BoundedBody bodyOf(ResponseInfo head, int limit) {
    if (head.statusCode() != 200) {
      return BoundedBody.firstOf(ERROR_BYTES);
    }
    return BoundedBody.atMost(limit);
  }

  private static PullException failure(HttpRequest request, Throwable failure) {
    if (causeOf(failure, BodyTooLongException.class) != null) {
      return failure(request, Code.TOO_LARGE, String.valueOf(failure.getMessage()), failure);
    }
    if (causeOf(failure, HttpConnectTimeoutException.class) != null) {
      return failure(request, Code.UNREACHABLE, "no connection in time", failure);
    }
    Throwable tls = causeOf(failure, SSLException.class);
    if (tls != null && causeOf(tls, EOFException.class) == null) {
      return failure(request, Code.TLS, messageOf(tls), failure);
    }
    if (causeOf(failure, UnresolvedAddressException.class) != null
        || causeOf(failure, UnknownHostException.class) != null) {
      return failure(request, Code.UNREACHABLE, "the host is not known", failure);
    }
    if (causeOf(failure, ConnectException.class) != null) {
      return failure(request, Code.UNREACHABLE, "no connection", failure);
    }
    if (causeOf(failure, java.net.ProtocolException.class) != null) {
      return failure(request, Code.INVALID_RESPONSE, messageOf(failure), failure);
    }
    return failure(request, Code.UNREACHABLE, messageOf(failure), failure);
  }

  private static PullException failure(
      HttpRequest request, Code code, String problem, Throwable cause) {
    return new PullException(code, Answer.where(request.uri()) + ": " + problem, cause);
  }

  private static String messageOf(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : Printable.of(message);
  }

  private static <T extends Throwable> @Nullable Throwable causeOf(
      Throwable failure, Class<T> type) {
    Throwable cause = failure;
    // Causes may go round; nobody nests them this deep.
    for (int i = 0; cause != null && i < 20; i++) {
      if (type.isInstance(cause)) {
        return cause;
      }
      cause = cause.getCause();
    }
    return null;
  }

  static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
