package io.eunomia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestWatchTest {
  private static final long SECONDS = 60;
  private static final String WATCHING = "*".repeat(80) + "\nWatching for changes ...\n";
  private static final String FAILING =
      Workspace.TESTS + "\ntest_guest if authz.allow with input as {\"role\": \"guest\"}\n";

  @TempDir private Path dir;
  private Workspace files = new Workspace(Path.of("."));

  @BeforeEach
  void service() throws IOException {
    files = new Workspace(dir).service();
  }

  @Test
  void whenFilesChange_thenTestsAreRunAgain() throws Exception {
    try (Watching watching = new Watching("test", "--watch", dir)) {
      assertThat(watching.next("1 passed, ")).startsWith("1 passed, ").endsWith(WATCHING);

      files.write("users-service/allow.rego", Workspace.POLICY.replace("in data", "in data.no"));
      assertThat(watching.next("0 passed, 1 failed")).contains("authz_test.rego:5:1: FAILED");
      files.write("users-service/allow.rego", Workspace.POLICY);
      watching.next("1 passed, 0 failed");

      files.write("orders-service/deep/x_test.rego", "package x_test\n\ntest_x if true\n");
      watching.next("2 passed, 0 failed");
      files.write("orders-service/deep/x_test.rego", "package x_test\n\ntest_x if false\n");
      watching.next("1 passed, 1 failed");
      Files.delete(dir.resolve("orders-service/deep/x_test.rego"));
      watching.next("1 passed, 0 failed");

      Path other = files.write("users-service/.allow.swp", FAILING);
      Files.move(
          other,
          dir.resolve("users-service/authz_test.rego"),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
      watching.next("1 passed, 1 failed");
      files.write("users-service/data.json", "{\"roles\": [\"admin\", \"guest\"]}");
      watching.next("2 passed, 0 failed");
    }
  }

  @Test
  void whenFilesCannotBeUsed_thenThatIsToldAndTheyAreWatchedStill() throws Exception {
    try (Watching watching = new Watching("test", "-w", dir)) {
      watching.next("1 passed, ");

      files.write("users-service/allow.rego", Workspace.POLICY + "\nallow if {\n");
      watching.next("allow.rego:8:1: error rego_parse_error: ");
      files.write("users-service/allow.rego", Workspace.POLICY);
      watching.next("1 passed, ");

      files.write("users-service/data.json", "{");
      watching.next("data.json:1:2: error json_parse_error: ");
      files.write("users-service/data.json", "{\"roles\": [\"admin\"]}");
      watching.next("1 passed, ");

      files.write("users-service/authz_test.rego", "package users_service.authz_test\n");
      watching.next("error: no test found in " + dir + "\n");
      delete(dir);
      watching.next("error: " + dir + ": does not exist\n");
      files.service();
      watching.next("1 passed, ");
    }
  }

  @Test
  void whenABundleIsBuiltAgain_thenItIsTestedAgain() throws Exception {
    Path policies = dir.resolve("users-service");
    Path bundle = dir.resolve("bundle.tar.gz");
    Path tests = files.write("tests/authz_test.rego", FAILING).resolveSibling(".");
    build(policies, bundle);
    try (Watching watching = new Watching("test", "-b", "-w", bundle, tests)) {
      watching.next("1 passed, 1 failed");

      files.write("users-service/data.json", "{\"roles\": [\"admin\", \"guest\"]}");
      build(policies, bundle);
      watching.next("2 passed, 0 failed");
      Files.write(bundle, new byte[] {1, 2, 3});
      watching.next("bundle.tar.gz: bundle_invalid_gzip: ");
    }
  }

  @Test
  void whenCoverageIsAskedFor_thenItIsToldEachTime() throws Exception {
    Path report = dir.resolve("coverage.txt");
    try (Watching watching =
        new Watching("test", "-w", "--threshold", 70, "--coverage-output", report, dir)) {
      assertThat(watching.next("error: coverage is 66.6%, less than the threshold of 70%\n"))
          .contains("coverage: 66.6% (2 of 3 lines, ");

      files.write(
          "users-service/authz_test.rego",
          Workspace.TESTS + "\ntest_guest if not authz.allow with input as {\"role\": \"x\"}\n");
      String last = watching.next("coverage: 100% ");
      assertThat(last.substring(last.indexOf("coverage: 100% "))).doesNotContain("error: ");
      assertThat(Files.readString(report)).startsWith("coverage: 100% ");
    }
  }

  @Test
  void whenProgramsRead_thenEachRunIsADocument() throws Exception {
    ObjectMapper json = new ObjectMapper();
    try (Watching watching = new Watching("test", "-w", "--format", "json", dir)) {
      watching.next("test_admin");
      files.write("users-service/authz_test.rego", FAILING);
      watching.next("test_guest");

      List<JsonNode> documents = new ArrayList<>();
      try (JsonParser parser = json.createParser(watching.out())) {
        while (parser.nextToken() != null) {
          documents.add(json.readTree(parser));
        }
      }
      assertThat(documents.get(0)).hasSize(1);
      assertThat(documents.get(documents.size() - 1)).hasSize(2);
    }
  }

  @Test
  void whenOptionsAreWrong_thenNothingIsWatched() {
    assertThat(Ran.eunomia("test", "-w", "--count", "0", dir).exitCode()).isEqualTo(2);
    assertThat(Ran.eunomia("test", "-w", "--ignore", "[", dir).exitCode()).isEqualTo(2);
  }

  /** As a shell or a build server does it: by a signal, to the process. */
  @Test
  void whenTheProcessIsToEnd_thenItEndsWell() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EunomiaCli.class.getName(),
                "test",
                "--watch",
                dir.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).startsWith("1 passed, ");
      assertThat(out.readLine()).startsWith("***");
      assertThat(out.readLine()).startsWith("Watching");
      process.destroy();
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void build(Path policies, Path bundle) {
    Ran ran = Ran.eunomia("build", policies, "--service", "users-service", "-o", bundle);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path file : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The command while it runs, and what it prints: both streams, as a terminal shows them. */
  private static final class Watching implements AutoCloseable {
    private final Printed all = new Printed(null);
    private final Printed out = new Printed(all);
    private final Thread thread;
    private volatile int exitCode = -1;
    private int read;

    Watching(Object... args) {
      String[] words = Stream.of(args).map(Object::toString).toArray(String[]::new);
      thread =
          new Thread(
              () ->
                  exitCode =
                      EunomiaCli.commandLine()
                          .setOut(new PrintWriter(out))
                          .setErr(new PrintWriter(all))
                          .execute(words));
      thread.start();
    }

    /** All that is printed until a run has printed this, and waits again. */
    String next(String wanted) throws InterruptedException {
      String printed = all.until(read, wanted, WATCHING);
      read += printed.length();
      return printed;
    }

    String out() {
      return out.toString();
    }

    @Override
    public void close() {
      thread.interrupt();
      try {
        thread.join(TimeUnit.SECONDS.toMillis(SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      assertThat(thread.isAlive()).isFalse();
      assertThat(exitCode).isZero();
    }
  }

  /** What was printed, to be waited for. */
  private static final class Printed extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final @Nullable Printed copy;

    Printed(@Nullable Printed copy) {
      this.copy = copy;
    }

    @Override
    public void write(char[] from, int start, int length) {
      synchronized (text) {
        text.append(from, start, length);
        text.notifyAll();
      }
      if (copy != null) {
        copy.write(from, start, length);
      }
    }

    /** From a place on, to the end of the first of these that stands somewhere behind another. */
    String until(int from, String first, String then) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      synchronized (text) {
        while (true) {
          int found = text.indexOf(first, from);
          int end = found < 0 ? -1 : text.indexOf(then, found);
          if (end >= 0) {
            return text.substring(from, end + then.length());
          }
          long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
          assertThat(left).as(first + " after " + text.substring(from)).isPositive();
          text.wait(left);
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      synchronized (text) {
        return text.toString();
      }
    }
  }
}
