package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.net.Deadline;
import io.eunomia.archimedes.engine.builtins.net.NetworkException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Sends requests as often as they say, and where redirects lead to. Thread-safe. */
final class Attempts {
  private static final long FIRST_DELAY = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_DELAY = TimeUnit.SECONDS.toNanos(60);

  private final Transport transport;

  Attempts(Transport transport) {
    this.transport = transport;
  }

  /**
   * Sends a request, and again after a failure of the network if that is asked for.
   *
   * @param evaluation when it must have ended
   */
  Response send(SendRequest request, Deadline evaluation) throws NetworkException {
    for (int retry = 0; ; retry++) {
      try {
        return follow(request, deadline(request, evaluation));
      } catch (NetworkException e) {
        long delay = delay(retry);
        if (!e.isOfNetwork() || retry >= request.retries() || evaluation.nanosLeft() <= delay) {
          throw e;
        }
        pause(delay);
      }
    }
  }

  private static Deadline deadline(SendRequest request, Deadline evaluation) {
    return request.timeoutNanos() == 0
        ? evaluation
        : Deadline.in(request.timeoutNanos()).orEarlier(evaluation);
  }

  private Response follow(SendRequest request, Deadline deadline) throws NetworkException {
    SendRequest current = request;
    for (int sent = 1; ; sent++) {
      Response response = transport.send(current, deadline);
      SendRequest next = request.followsRedirects() ? Redirects.next(current, response) : null;
      if (next == null) {
        return response;
      }
      if (sent == Redirects.MAX) {
        throw NetworkException.failed("stopped after " + Redirects.MAX + " redirects");
      }
      current = next;
    }
  }

  /** Twice as long each time, and not all at the same moment. */
  private static long delay(int retry) {
    long doubled = Math.min(LONGEST_DELAY, FIRST_DELAY << Math.min(retry, 20));
    return ThreadLocalRandom.current().nextLong(doubled * 4 / 5, doubled * 6 / 5);
  }

  private static void pause(long nanos) throws NetworkException {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NetworkException.failed("interrupted");
    }
  }
}
