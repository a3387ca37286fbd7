package io.eunomia.archimedes.control;

import com.sun.net.httpserver.HttpsExchange;
import io.eunomia.archimedes.envelope.PeerChain;
import io.eunomia.archimedes.envelope.RawPath;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

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
    return RawPath.of(exchange.getRequestURI());
  }

  @Override
  public List<String> header(String name) {
    List<String> values = exchange.getRequestHeaders().get(name);
    return values == null ? List.of() : List.copyOf(values);
  }

  @Override
  public List<X509Certificate> peerCertificates() {
    return PeerChain.of(exchange.getSSLSession());
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
