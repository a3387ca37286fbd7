package io.eunomia.archimedes.control;

import com.sun.net.httpserver.HttpsExchange;
import java.io.InputStream;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A request to the JDK's server. */
final class ExchangeRequest implements ControlRequest {
  private static final int MAX_HEADERS = 64;
  private static final int MAX_HEADER_CHARS = 16 << 10;

  private final HttpsExchange exchange;
  private final InputStream body;

  ExchangeRequest(HttpsExchange exchange, InputStream body) {
    this.exchange = exchange;
    this.body = body;
  }

  @Override
  public String method() {
    return exchange.getRequestMethod();
  }

  @Override
  public String path() {
    URI uri = exchange.getRequestURI();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    // The server takes "//a/b" for the path "/b" of a host; as it came it has two slashes.
    return uri.getScheme() == null && uri.getRawAuthority() != null
        ? "//" + uri.getRawAuthority() + path
        : path;
  }

  @Override
  public List<String> header(String name) {
    List<String> values = exchange.getRequestHeaders().get(name);
    return values == null ? List.of() : List.copyOf(values);
  }

  @Override
  public List<X509Certificate> peerCertificates() {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Certificate certificate : exchange.getSSLSession().getPeerCertificates()) {
        chain.add((X509Certificate) certificate);
      }
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
    return chain;
  }

  @Override
  public InputStream body() {
    return body;
  }

  /** Whether there are more headers, or longer ones, than anybody needs here. */
  boolean hasTooManyHeaders() {
    int count = 0;
    int chars = 0;
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      for (String value : header.getValue()) {
        count++;
        chars += header.getKey().length() + value.length();
      }
    }
    return count > MAX_HEADERS || chars > MAX_HEADER_CHARS;
  }
}
