package io.eunomia.archimedes.control.servlet;

import io.eunomia.archimedes.control.ControlPlaneHandler;
import io.eunomia.archimedes.control.ControlResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
  }
}
