package io.eunomia.archimedes.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Serves one request a connection, and counts those that are under way. A connection is closed
 * after its answer, so that none is idle and every request comes with a handshake of its own.
 */
final class Exchanges implements HttpHandler {
  private static final int HEADERS_TOO_LARGE = 431;

  private final ControlPlaneHandler handler;
  private final Duration answerDeadline;
  private int underWay;
  private boolean closing;

  Exchanges(ControlPlaneHandler handler, Duration answerDeadline) {
    this.handler = handler;
    this.answerDeadline = answerDeadline;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Worker worker = Workers.current();
    worker.end();
    try (exchange) {
      if (enter()) {
        try {
          serve((HttpsExchange) exchange, worker);
        } finally {
          leave();
        }
      }
    }
  }

  /**
   * From now on connections are closed without an answer.
   *
   * @param grace how long those that are under way may take
   * @return whether all of them ended
   */
  synchronized boolean close(Duration grace) {
    closing = true;
    long end = System.nanoTime() + grace.toNanos();
    boolean interrupted = false;
    for (long left = grace.toNanos(); underWay > 0 && left > 0; left = end - System.nanoTime()) {
      try {
        wait(Math.max(1, left / 1_000_000));
      } catch (InterruptedException e) {
        interrupted = true;
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return underWay == 0;
  }

  private synchronized boolean enter() {
    if (!closing) {
      underWay++;
    }
    return !closing;
  }

  private synchronized void leave() {
    underWay--;
    notifyAll();
  }

  private void serve(HttpsExchange exchange, Worker worker) throws IOException {
    GuardedBody body = new GuardedBody(exchange.getRequestBody(), worker, handler.bodyDeadline());
    ExchangeRequest request = new ExchangeRequest(exchange, body);
    exchange.getResponseHeaders().set("Connection", "close");
    if (request.hasTooManyHeaders()) {
      worker.begin(answerDeadline);
      exchange.sendResponseHeaders(HEADERS_TOO_LARGE, -1);
      return;
    }
    ControlResponse response = handler.handle(request);
    // Ended by the worker when the connection is closed.
    worker.begin(answerDeadline);
    send(exchange, response);
  }

  private static void send(HttpsExchange exchange, ControlResponse response) throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::set);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(response.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(response.status(), response.body().length);
    OutputStream out = exchange.getResponseBody();
    out.write(response.body());
    out.flush();
    // Who is refused half-way through a body sees the answer only if the rest is taken from him:
    // closed with bytes unread, TCP resets the connection and throws the answer away.
    try (InputStream rest = exchange.getRequestBody()) {
      rest.transferTo(OutputStream.nullOutputStream());
    }
  }
}
