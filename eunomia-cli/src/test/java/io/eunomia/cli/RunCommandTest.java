package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.testkit.TestWorkloads;
import io.eunomia.testkit.spiffe.Svid.SvidFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADMIN = "{\"input\": {\"role\": \"admin\"}}";

  @TempDir private Path directory;
  private final HttpClient http = HttpClient.newHttpClient();

  private Path bundle(int sequence) throws IOException {
    Path policies = directory.resolve("policies");
    new Workspace(policies).service();
    Path bundle = directory.resolve("bundle-" + sequence + ".tar.gz");
    Ran built =
        eunomia(
            "build", policies, "--service", "users-service", "--sequence", sequence, "-o", bundle);
    assertThat(built.exitCode()).as(built.err()).isZero();
    return bundle;
  }

  private HttpResponse<String> post(Running running, String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(running.decisions().resolve(path))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(Running running, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(running.decisions().resolve(path)).build(), BodyHandlers.ofString());
  }

  @Test
  void whenThereIsABundle_thenItDecidesOverHttp() throws Exception {
    try (Running running =
        new Running("run", "--service", "users-service", "-b", bundle(1), "--listen", "127.0.0.1:0")) {
      HttpResponse<String> allowed = post(running, "/v1/data/users_service/authz/allow", ADMIN);
      assertThat(allowed.statusCode()).isEqualTo(200);
      JsonNode body = JSON.readTree(allowed.body());
      assertThat(body.get("result").booleanValue()).isTrue();
      assertThat(body.get("decision_id").textValue()).hasSize(36);
      assertThat(
              JSON.readTree(post(running, "/v1/data/users_service/authz/allow", "{}").body())
                  .get("result")
                  .booleanValue())
          .isFalse();
      assertThat(
              JSON.readTree(
                      get(running, "/v1/data/users_service/authz/allow?input=%7B%22role%22:%22admin%22%7D")
                          .body())
                  .get("result")
                  .booleanValue())
          .isTrue();

      HttpResponse<String> decision =
          post(
              running,
              "/v1/authorize",
              """
              {"caller": {"type": "anonymous"}, "service": "users-service",
               "operation_id": "getUser", "method": "GET", "path": "/users/1"}
              """);
      assertThat(JSON.readTree(decision.body()).get("allowed").booleanValue()).isFalse();
      assertThat(JSON.readTree(decision.body()).get("cause").textValue()).isEqualTo("policy");

      assertThat(get(running, "/health").statusCode()).isEqualTo(200);
      assertThat(JSON.readTree(get(running, "/health").body()).at("/active/source").textValue())
          .isEqualTo("local");
      assertThat(get(running, "/metrics").body())
          .contains("eunomia_authorization_decisions_total")
          .contains("eunomia_policy_active_info");
    }
  }

  @Test
  void whenRequestsAreWrong_thenTheyAreToldSo() throws Exception {
    try (Running running =
        new Running("run", "--service", "users-service", "-b", bundle(1), "--listen", "127.0.0.1:0")) {
      refused(post(running, "/v1/data/users_service/authz/other", "{}"), 404, "no entrypoint");
      refused(post(running, "/v1/data/users_service/authz/allow", "{"), 400, "");
      refused(post(running, "/v1/data/users_service/authz/allow", "[]"), 400, "must be an object");
      refused(post(running, "/v1/data/users_service/authz/allow", "{} {}"), 400, "behind");
      refused(post(running, "/v1/authorize", "{\"caller\": 1}"), 400, "caller");
      refused(post(running, "/nowhere", "{}"), 404, "nothing at this path");
      HttpResponse<String> method = get(running, "/v1/authorize");
      refused(method, 405, "GET");
      assertThat(method.headers().firstValue("Allow")).contains("POST");
    }
  }

  private static void refused(HttpResponse<String> response, int status, String message)
      throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(JSON.readTree(response.body()).get("message").textValue()).contains(message);
  }

  @Test
  void whenThereIsNoBundle_thenItIsNotReadyAndDenies() throws Exception {
    try (Running running =
        new Running("run", "--service", "users-service", "--listen", "127.0.0.1:0")) {
      assertThat(get(running, "/health").statusCode()).isEqualTo(503);
      assertThat(post(running, "/v1/data/users_service/authz/allow", ADMIN).statusCode())
          .isEqualTo(503);
    }
  }

  @Test
  void whenABundleIsPushed_thenItDecidesAndIsRememberedAndAudited() throws Exception {
    Path store = directory.resolve("store.db");
    Path audit = directory.resolve("audit.jsonl");
    try (TestWorkloads workloads = new TestWorkloads("users-service")) {
      SvidFiles server = workloads.files("/ns/test/sa/users-service");
      SvidFiles deployer = workloads.files("/ns/test/sa/deployer");
      Path trusted = workloads.bundle();
      try (Running running =
          new Running(
              "run",
              "--service",
              "users-service",
              "--listen",
              "127.0.0.1:0",
              "--control-listen",
              "127.0.0.1:0",
              "--allow",
              workloads.id("/ns/test/sa/deployer"),
              "--store",
              store,
              "--audit-log",
              audit,
              "--svid",
              server.certificate(),
              "--svid-key",
              server.key(),
              "--trust-bundle",
              trusted)) {
        Ran pushed =
            eunomia(
                "push",
                bundle(1),
                "--to",
                running.control(),
                "--expect",
                workloads.serverId(),
                "--svid",
                deployer.certificate(),
                "--svid-key",
                deployer.key(),
                "--trust-bundle",
                trusted);
        assertThat(pushed.exitCode()).as(pushed.out() + pushed.err()).isZero();
        assertThat(post(running, "/v1/data/users_service/authz/allow", ADMIN).statusCode())
            .isEqualTo(200);
      }
      try (Running again =
          new Running(
              "run", "--service", "users-service", "--listen", "127.0.0.1:0", "--store", store)) {
        assertThat(JSON.readTree(get(again, "/health").body()).at("/active/source").textValue())
            .isEqualTo("store");
      }
      assertThat(Files.readString(audit)).contains("distribution.completed");
      Ran verified = eunomia("audit", "verify", audit);
      assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
    }
  }

  @Test
  void whenABundleMustBeSigned_thenAnUnsignedOneDoesNotStart() throws Exception {
    Ran ran = eunomia("run", "--service", "users-service", "--signatures", "required");
    assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("--signatures required needs a --verification-key");
    Path key = directory.resolve("key.pem");
    Files.writeString(key, "no key");
    ran = eunomia("run", "--service", "users-service", "--verification-key", key);
    assertThat(ran.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
  }

  @Test
  void whenOptionsMakeNoSense_thenTheyAreRefused() {
    usage("cannot name a service", "run", "--service", "users service");
    usage("is not HOST:PORT", "run", "--service", "demo", "--listen", "8181");
    usage("is not HOST:PORT", "run", "--service", "demo", "--listen", "127.0.0.1:99999");
    usage("--control-listen", "run", "--service", "demo", "--allow", "spiffe://example.org/x");
    usage("--registry", "run", "--service", "demo", "--registry", "not a reference");
  }

  private static void usage(String message, Object... args) {
    Ran ran = eunomia(args);
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains(message);
  }

  /** A command that runs until it is closed. */
  private static final class Running implements AutoCloseable {
    private static final Pattern DECIDES = Pattern.compile("decides at (http://\\S+)\\s");
    private static final Pattern CONTROLLED = Pattern.compile("controlled at (https://\\S+)\\s");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Thread thread;

    Running(Object... args) throws InterruptedException {
      String[] words = new String[args.length];
      for (int i = 0; i < args.length; i++) {
        words[i] = args[i].toString();
      }
      thread =
          new Thread(
              () ->
                  EunomiaCli.commandLine()
                      .setOut(new PrintWriter(out))
                      .setErr(new PrintWriter(err))
                      .execute(words));
      thread.start();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!DECIDES.matcher(out.toString()).find()) {
        assertThat(thread.isAlive()).as(err.toString()).isTrue();
        assertThat(System.nanoTime()).isLessThan(deadline);
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }

    URI decisions() {
      return URI.create(found(DECIDES));
    }

    String control() {
      return found(CONTROLLED);
    }

    private String found(Pattern pattern) {
      Matcher matcher = pattern.matcher(out.toString());
      assertThat(matcher.find()).as(out.toString()).isTrue();
      return matcher.group(1);
    }

    @Override
    public void close() throws InterruptedException {
      thread.interrupt();
      thread.join();
    }
  }
}
