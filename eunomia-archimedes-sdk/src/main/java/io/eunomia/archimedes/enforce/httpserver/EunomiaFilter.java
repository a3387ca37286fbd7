package io.eunomia.archimedes.enforce.httpserver;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import io.eunomia.archimedes.enforce.Enforcement.Refused;
import io.eunomia.archimedes.enforce.Enforcer;
import java.io.IOException;
import java.util.Objects;

/**
 * Lets those requests to a context of the JDK's HTTP server pass that the policy allows.
 *
 * <pre>{@code
 * server.createContext("/", handler).getFilters().add(new EunomiaFilter(enforcer));
 * }</pre>
 *
 * <p>Resolvers find the {@link HttpExchange} in the request's attribute of that class's name. No
 * other attribute is passed on, because the server shares them among the requests of a context. The
 * server's own authenticators are no help: they run after all filters, and so after this one.
 * Thread-safe.
 */
public final class EunomiaFilter extends Filter {
  private final Enforcer enforcer;

  /** A filter that asks this enforcer. */
  public EunomiaFilter(Enforcer enforcer) {
    this.enforcer = Objects.requireNonNull(enforcer, "enforcer");
  }

  @Override
  public String description() {
    return "asks Eunomia whether requests may pass";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    if (enforcer.enforce(new ExchangeView(exchange)) instanceof Refused refused) {
      refuse(exchange, refused);
    } else {
      chain.doFilter(exchange);
    }
  }

  private static void refuse(HttpExchange exchange, Refused refused) throws IOException {
    try {
      refused.httpHeaders().forEach(exchange.getResponseHeaders()::set);
      int status = refused.envelope().httpStatus();
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(status, -1);
      } else {
        byte[] body = refused.envelope().toJson();
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
      }
    } finally {
      exchange.close();
    }
  }
}
