package io.eunomia.archimedes.control.servlet;

import io.eunomia.archimedes.control.ControlRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;

/** A request to a servlet container. */
final class ServletControlRequest implements ControlRequest {
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  private final HttpServletRequest request;

  ServletControlRequest(HttpServletRequest request) {
    this.request = request;
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    // As it was sent, but for where the application is.
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  @Override
  public List<String> header(String name) {
    return Collections.list(request.getHeaders(name));
  }

  @Override
  public List<X509Certificate> peerCertificates() {
    return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain
        ? List.of(chain)
        : List.of();
  }

  @Override
  public InputStream body() {
    try {
      return request.getInputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
