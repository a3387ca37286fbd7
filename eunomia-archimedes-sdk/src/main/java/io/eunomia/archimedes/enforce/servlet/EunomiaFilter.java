package io.eunomia.archimedes.enforce.servlet;

import io.eunomia.archimedes.enforce.Enforcement;
import io.eunomia.archimedes.enforce.Enforcement.Refused;
import io.eunomia.archimedes.enforce.Enforcer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets those requests pass that the policy allows.
 *
 * <p>Map it before everything that does something: to {@code /*}, for all dispatcher types, with
 * asynchronous requests supported. A request is asked about once, when it first reaches the filter,
 * however it got there; when the service then dispatches it again (forward, include, async, error),
 * that is the service's own doing, and passes. The path is the request's URI as it came, context
 * path included: the same for the policy wherever the service is mounted.
 *
 * <p>Certificates are those of the TLS connection, as the container says in {@code
 * jakarta.servlet.request.X509Certificate}. Resolvers find all attributes of the request, and the
 * {@link HttpServletRequest} itself by that class's name. The service finds the outcome in the
 * attribute {@link #ENFORCEMENT}. Thread-safe.
 */
public final class EunomiaFilter implements Filter {
  /** The request's attribute with the {@link Enforcement} that let it pass. */
  public static final String ENFORCEMENT = "io.eunomia.archimedes.enforcement";

  private static final AtomicLong FILTERS = new AtomicLong();

  private final Enforcer enforcer;
  // Two filters in a row are two questions.
  private final String mark =
      EunomiaFilter.class.getName() + ".passed." + FILTERS.incrementAndGet();

  /** A filter that asks this enforcer. */
  public EunomiaFilter(Enforcer enforcer) {
    this.enforcer = Objects.requireNonNull(enforcer, "enforcer");
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      throw new ServletException("only HTTP requests can be decided about");
    }
    // The filter itself is what nobody outside can set: some connectors pass text attributes on.
    if (http.getAttribute(mark) != this) {
      Enforcement enforcement = enforcer.enforce(new ServletView(http));
      if (enforcement instanceof Refused refused) {
        refuse(http, answer, refused);
        return;
      }
      http.setAttribute(ENFORCEMENT, enforcement);
      http.setAttribute(mark, this);
    }
    chain.doFilter(request, response);
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, Refused refused)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(refused.envelope().httpStatus());
    for (Map.Entry<String, String> header : refused.httpHeaders().entrySet()) {
      response.setHeader(header.getKey(), header.getValue());
    }
    if (!request.getMethod().equals("HEAD")) {
      byte[] body = refused.envelope().toJson();
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
    response.flushBuffer();
  }
}
