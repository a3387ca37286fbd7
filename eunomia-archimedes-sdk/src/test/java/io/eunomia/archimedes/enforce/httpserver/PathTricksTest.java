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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Nothing that can be written as a target brings a reader of users to what administrators do. */
class PathTricksTest {
  private static final AtomicInteger READ = new AtomicInteger();
  private static final AtomicInteger ADMINISTERED = new AtomicInteger();
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(2);
  private static PolicyRuntime runtime;
  private static HttpServer server;

  @BeforeContainer
  static void start() throws IOException {
    runtime = TestPolicy.open();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    EunomiaFilter filter =
        new EunomiaFilter(
            Enforcer.builder(runtime)
                .operations(TestPolicy.OPERATIONS)
                .callers(request -> Optional.of(Caller.user("u-1", List.of("reader"))))
                .build());
    for (String path : List.of("/", "/admin")) {
      server
          .createContext(
              path,
              exchange -> {
                // As a careless service would: by the decoded path, and what it means.
                String meant = exchange.getRequestURI().normalize().getPath();
                (path.equals("/admin") || meant.contains("/admin") && !meant.contains("/users/")
                        ? ADMINISTERED
                        : READ)
                    .incrementAndGet();
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
              })
          .getFilters()
          .add(filter);
    }
    server.setExecutor(THREADS);
    server.start();
  }

  @AfterContainer
  static void stop() {
    server.stop(0);
    THREADS.shutdownNow();
    runtime.close();
  }

  @Property(tries = 400)
  void whenATargetIsTricky_thenTheAdministratorsHandlerIsNotReached(
      @ForAll("targets") String target) throws IOException {
    int before = READ.get();
    String answer = RawHttp.get(server.getAddress().getPort(), target);
    assertThat(ADMINISTERED).hasValue(0);
    assertThat(READ.get() - before).isEqualTo(answer.startsWith("HTTP/1.1 200") ? 1 : 0);
  }

  @Provide
  Arbitrary<String> targets() {
    return PathTricks.targets();
  }
}
