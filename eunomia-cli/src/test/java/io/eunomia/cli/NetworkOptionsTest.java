package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkOptionsTest {
  @TempDir private Path dir;
  private HttpServer server;
  private String query;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"answer\": 42}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    query =
        "http.send({\"method\": \"get\", \"url\": \"http://127.0.0.1:"
            + server.getAddress().getPort()
            + "/\"}).body.answer";
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Path capabilities(String more) throws IOException {
    return new Workspace(dir)
        .write(
            "c.json",
            "{\"builtins\": [{\"name\": \"http.send\"}, {\"name\": \"eq\"}],"
                + " \"features\": [\"rego_v1\"]"
                + more
                + "}");
  }

  @Test
  void whenNetworkIsOff_thenThePolicyIsRefused() throws IOException {
    Ran ran = eunomia("eval", query);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("undefined function http.send");
    ran = eunomia("eval", "--capabilities", capabilities(""), query);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).contains("the policy calls builtins that this runtime does not have");
  }

  @Test
  void whenHostIsAllowed_thenItIsAsked() throws IOException {
    Ran ran = eunomia("eval", "--allow-net", "127.0.0.1", query);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("\"value\": 42");
    ran = eunomia("eval", "--allow-net", "127.0.0.1", "--capabilities", capabilities(""), query);
    assertThat(ran.out()).contains("\"value\": 42");
    Path listed = capabilities(", \"allow_net\": [\"127.0.0.1\"]");
    ran = eunomia("eval", "--network", "--capabilities", listed, query);
    assertThat(ran.out()).contains("\"value\": 42");
  }

  @Test
  void whenHostIsNotAllowed_thenItIsNotAsked() throws IOException {
    Ran ran = eunomia("eval", "--allow-net", "example.org", "--strict-builtin-errors", query);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).contains("http.send: unallowed host: 127.0.0.1");
    ran = eunomia("eval", "--network", "--strict-builtin-errors", query);
    assertThat(ran.out()).contains("unallowed address: 127.0.0.1, which is loopback");
    for (String list : new String[] {"[]", "[\"example.org\"]"}) {
      Path file = capabilities(", \"allow_net\": " + list);
      ran =
          eunomia(
              "eval",
              "--allow-net",
              "127.0.0.1",
              "--strict-builtin-errors",
              "--capabilities",
              file,
              query);
      assertThat(ran.out()).contains("unallowed host: 127.0.0.1");
    }
    assertThat(eunomia("eval", "--allow-net", "http://x", query).exitCode()).isEqualTo(2);
  }

  @Test
  void whenTestsReplaceTheBuiltin_thenTheyRunWithoutAccess() throws IOException {
    Workspace files = new Workspace(dir.resolve("policies"));
    files.write(
        "users/authz.rego",
        """
        package users.authz

        default allow := false

        allow if http.send({"method": "get", "url": "http://users.example.org"}).body.ok
        """);
    files.write(
        "users/authz_test.rego",
        """
        package users.authz_test

        import data.users.authz

        test_allowed if authz.allow with http.send as {"body": {"ok": true}}

        test_nobody_is_reached if not authz.allow
        """);
    Path file = new Workspace(dir).write("c.json", eunomia("capabilities", "--all").out());
    Ran ran = eunomia("test", "--capabilities", file, files.root());
    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
  }
}
