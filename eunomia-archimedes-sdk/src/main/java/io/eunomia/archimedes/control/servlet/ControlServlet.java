package io.eunomia.archimedes.control.servlet;

import io.eunomia.archimedes.control.ControlPlaneHandler;
import io.eunomia.archimedes.control.ControlResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;

/**
 * The control plane of a runtime in a servlet container, mapped to {@code /control/*}.
 *
 * <p>The container must do mutual TLS, with {@code WorkloadIdentity.serverContext()}, and give the
 * peer's certificates in the request's attribute {@code jakarta.servlet.request.X509Certificate},
 * as the servlet specification has it. Without them everybody is refused. Timeouts of connections
 * are the container's; a proxy that ends TLS before it cannot be used.
 *
 * <p>Thread-safe.
 */
public final class ControlServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** How long a peer that has its answer may go on sending. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  // A servlet is serializable by its superclass, and nobody does it.
  private final transient ControlPlaneHandler handler;

  /** A servlet for this handler. */
  public ControlServlet(ControlPlaneHandler handler) {
    this.handler = Objects.requireNonNull(handler, "handler");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ControlResponse answer = handler.handle(new ServletControlRequest(request));
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setContentLength(answer.body().length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(answer.body());
    }
    response.flushBuffer();
    takeRest(request);
  }

  /**
   * Takes what the peer still sends. Who is refused half-way through a body sees the answer only if
   * the rest is taken from him: closed with bytes unread, TCP resets the connection and throws the
   * answer away.
   */
  private static void takeRest(HttpServletRequest request) throws IOException {
    InputStream body = request.getInputStream();
    byte[] buffer = new byte[64 << 10];
    long end = System.nanoTime() + PATIENCE.toNanos();
    int n = 0;
    while (n >= 0 && System.nanoTime() - end < 0) {
      n = body.read(buffer);
    }
  }
}
