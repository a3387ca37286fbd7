package io.eunomia.archimedes.control.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks one instance, again if need be. */
final class InstanceCall implements Callable<InstanceResult> {
  private static final int MAX_ANSWER_BYTES = 1 << 20;
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

  private final HttpClient http;
  private final ClientOptions options;
  private final URI instance;
  private final URI target;
  private final ControlCall call;
  private final long deadline;

  InstanceCall(
      HttpClient http, ClientOptions options, URI instance, ControlCall call, long deadline) {
    this.http = http;
    this.options = options;
    this.instance = instance;
    this.call = call;
    this.deadline = deadline;
    target = target(instance, call.path());
  }

  /**
   * Where an instance is asked something.
   *
   * @throws IllegalArgumentException if it is not a place to talk to in confidence
   */
  static URI target(URI instance, String path) {
    if (!"https".equalsIgnoreCase(instance.getScheme())
        || instance.getHost() == null
        || instance.getRawUserInfo() != null
        || instance.getRawQuery() != null
        || instance.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "'" + instance + "' is not an address such as https://host:port");
    }
    String base = instance.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  @Override
  public InstanceResult call() throws InterruptedException {
    long start = System.nanoTime();
    Attempt last = Attempt.unreachable(FailureCode.TIMEOUT, "there was no time to ask");
    int attempts = 0;
    while (attempts < options.maxAttempts() && left() > 0) {
      attempts++;
      last = attempt();
      long wait = backoff(attempts, last.after());
      // A wait that ends too late is not begun.
      if (!last.retry() || attempts == options.maxAttempts() || wait >= left()) {
        break;
      }
      TimeUnit.NANOSECONDS.sleep(wait);
    }
    return new InstanceResult(
        instance,
        last.outcome(),
        last.code(),
        last.message(),
        last.acknowledgement(),
        last.status(),
        attempts,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private Attempt attempt() throws InterruptedException {
    long time = Math.min(left(), options.attemptTimeout().toNanos());
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(request(), BoundedBody.atMost(MAX_ANSWER_BYTES));
    try {
      return AnswerOutcome.of(call, exchange.get(Math.max(1, time), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      return Failures.of(e, call.repeatable());
    } catch (TimeoutException | IOException e) {
      return Failures.of(e, call.repeatable());
    } finally {
      // Ends the connection too, if the answer is not there.
      exchange.cancel(true);
    }
  }

  private HttpRequest request() {
    byte[] body = call.body();
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    HttpRequest.Builder request = HttpRequest.newBuilder(target).method(call.method(), publisher);
    call.headers().forEach(request::header);
    return request.build();
  }

  /**
   * Twice as long each time, and somewhere in the second half of that, so that not all ask at once.
   */
  private long backoff(int attempts, Duration atLeast) {
    long full =
        Math.min(
            MAX_BACKOFF.toNanos(), options.firstBackoff().toNanos() << Math.min(attempts - 1, 16));
    long half = Math.max(1, full / 2);
    return Math.max(atLeast.toNanos(), half + ThreadLocalRandom.current().nextLong(half));
  }

  private long left() {
    return deadline - System.nanoTime();
  }
}
