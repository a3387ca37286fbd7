package io.eunomia.archimedes.enforce.servlet;

import io.eunomia.archimedes.enforce.Enforcer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** A container with filters before a servlet that forwards, includes, waits and fails. */
final class JettyServer implements AutoCloseable {
  /** What the servlet did: the dispatcher's type and the path. */
  final Queue<String> handled = new ConcurrentLinkedQueue<>();

  private final Server server = new Server();
  private final ServerConnector connector;

  private JettyServer(String contextPath, @Nullable SSLContext tls, Filter... filters)
      throws Exception {
    connector = tls == null ? new ServerConnector(server) : secure(tls);
    connector.setHost("localhost");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler(contextPath);
    for (Filter filter : filters) {
      FilterHolder holder = new FilterHolder(filter);
      holder.setAsyncSupported(true);
      context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
    }
    ServletHolder servlet = new ServletHolder(new Everything());
    servlet.setAsyncSupported(true);
    context.addServlet(servlet, "/*");
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    errors.addErrorPage(418, "/error");
    context.setErrorHandler(errors);
    server.setHandler(context);
    server.start();
  }

  static JettyServer plain(String contextPath, Filter... filters) throws Exception {
    return new JettyServer(contextPath, null, filters);
  }

  static JettyServer secure(SSLContext tls, Enforcer enforcer) throws Exception {
    return new JettyServer("/", tls, new EunomiaFilter(enforcer));
  }

  private ServerConnector secure(SSLContext tls) {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(tls);
    factory.setWantClientAuth(true);
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer());
    return new ServerConnector(
        server, new SslConnectionFactory(factory, "http/1.1"), new HttpConnectionFactory(http));
  }

  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Does what the path says. */
  private final class Everything extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      handled.add(request.getDispatcherType() + " " + request.getRequestURI());
      boolean first = request.getDispatcherType() == DispatcherType.REQUEST;
      String path = String.valueOf(request.getPathInfo());
      if (first && path.endsWith("forward")) {
        request.getRequestDispatcher("/admin").forward(request, response);
      } else if (first && path.endsWith("include")) {
        request.getRequestDispatcher("/admin").include(request, response);
      } else if (first && path.endsWith("async")) {
        AsyncContext async = request.startAsync();
        async.start(() -> async.dispatch("/admin"));
      } else if (first && path.endsWith("error")) {
        response.sendError(418);
      }
    }
  }
}
