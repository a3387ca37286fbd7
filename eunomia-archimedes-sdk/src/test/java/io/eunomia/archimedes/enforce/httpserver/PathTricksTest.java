package io.eunomia.archimedes.enforce.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.enforce.Enforcer;
import io.eunomia.archimedes.enforce.PathTricks;
import io.eunomia.archimedes.enforce.RawHttp;
import io.eunomia.archimedes.enforce.TestPolicy;
import io.eunomia.policy.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Nothing that can be written as a target brings a reader of users to what administrators do. */
class PathTricksTest {
  private static final AtomicInteger READ = new AtomicInteger();
  private static final AtomicInteger ADMINISTERED = new AtomicInteger();
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(2);
  private static final PolicyRuntime RUNTIME = TestPolicy.open();
  private static final HttpServer SERVER = start();

  private static HttpServer start() {
    EunomiaFilter filter =
        new EunomiaFilter(
            Enforcer.builder(RUNTIME)
                // As careless as a host's own resolver may be.
                .operations(
                    request ->
                        request.path().startsWith("/users/")
                            ? Optional.of("getUser")
                            : Optional.empty())
                .callers(request -> Optional.of(Caller.user("u-1", List.of("reader"))))
                .build());
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      for (String path : List.of("/", "/admin")) {
        server
            .createContext(
                path,
                exchange -> {
                  boolean admin =
                      path.equals("/admin")
                          || meant(exchange.getRequestURI().getRawPath()).startsWith("/admin");
                  (admin ? ADMINISTERED : READ).incrementAndGet();
                  exchange.sendResponseHeaders(200, -1);
                  exchange.close();
                })
            .getFilters()
            .add(filter);
      }
      server.setExecutor(THREADS);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A path as the most careless service could take it. */
  private static String meant(String rawPath) {
    String path = rawPath;
    try {
      path = URLDecoder.decode(path, StandardCharsets.UTF_8);
      path = URLDecoder.decode(path, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Decoded as far as it can be.
    }
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.replace('\\', '/').split("/", -1)) {
      String name = segment.replaceFirst("[;?#\0].*", "");
      if (name.equals("..")) {
        segments.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        segments.add(name);
      }
    }
    return "/" + String.join("/", segments).toLowerCase(Locale.ROOT);
  }

  @AfterContainer
  static void stop() {
    SERVER.stop(0);
    THREADS.shutdownNow();
    RUNTIME.close();
  }

  @Property(tries = 400)
  void whenATargetIsTricky_thenTheAdministratorsHandlerIsNotReached(
      @ForAll("targets") String target) throws IOException {
    int before = READ.get();
    String answer = RawHttp.get(SERVER.getAddress().getPort(), target);
    assertThat(ADMINISTERED).as(target).hasValue(0);
    assertThat(READ.get() - before).isEqualTo(answer.startsWith("HTTP/1.1 200") ? 1 : 0);
  }

  @Example
  void whenATargetIsPlain_thenTheHandlerIsReached() throws IOException {
    assertThat(RawHttp.get(SERVER.getAddress().getPort(), "/users/1")).startsWith("HTTP/1.1 200");
    assertThat(RawHttp.get(SERVER.getAddress().getPort(), "//users/1")).startsWith("HTTP/1.1 400");
    assertThat(RawHttp.get(SERVER.getAddress().getPort(), "/admin")).startsWith("HTTP/1.1 403");
  }

  @Provide
  Arbitrary<String> targets() {
    return PathTricks.targets();
  }
}
