package io.eunomia.archimedes.enforce.httpserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import io.eunomia.archimedes.enforce.RequestView;
import io.eunomia.archimedes.envelope.PeerChain;
import io.eunomia.archimedes.envelope.RawPath;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An exchange of the JDK's server. */
final class ExchangeView implements RequestView {
  private final HttpExchange exchange;

  ExchangeView(HttpExchange exchange) {
    this.exchange = exchange;
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
  public Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
    return headers;
  }

  @Override
  public List<X509Certificate> peerCertificates() {
    return exchange instanceof HttpsExchange secure
        ? PeerChain.of(secure.getSSLSession())
        : List.of();
  }

  /**
   * Only the exchange itself, by its class's name: the server keeps what is attached to an exchange
   * for all exchanges of its context, so that one request could be taken for another's caller.
   */
  @Override
  public @Nullable Object attribute(String name) {
    return name.equals(HttpExchange.class.getName()) ? exchange : null;
  }
}
