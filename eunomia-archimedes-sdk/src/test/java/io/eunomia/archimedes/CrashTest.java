package io.eunomia.archimedes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.activation.ActivationStep;
import io.eunomia.policy.PolicyDecision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a real process while it activates bundles. {@code eunomia.crash.rounds} says how often at
 * each step; a few times if it is not said.
 */
class CrashTest {
  private static final int ROUNDS = Integer.getInteger("eunomia.crash.rounds", 1);
  private static final int VERSIONS = 200 + 100 * ROUNDS;

  @TempDir private static Path bundles;
  @TempDir private Path directory;

  @BeforeAll
  static void writeBundles() throws IOException, InterruptedException {
    for (int version = 1; version <= VERSIONS; version++) {
      Files.write(bundles.resolve(version + ".tar.gz"), VersionedPolicy.bundle(version));
    }
    archiveClasses();
  }

  /** What every process loads is loaded from an archive, so that it begins sooner. */
  private static void archiveClasses() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                command(
                    "-XX:ArchiveClassesAtExit=" + archive(),
                    bundles.resolve("archive.db"),
                    VERSIONS,
                    CrashingRuntime.ENDS))
            .redirectErrorStream(true)
            .redirectOutput(bundles.resolve("archive.log").toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
  }

  private static Path archive() {
    return bundles.resolve("classes.jsa");
  }

  private static List<String> command(String option, Path store, int first, String step) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx256m",
        option,
        "-cp",
        System.getProperty("java.class.path"),
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
        CrashingRuntime.class.getName(),
        store.toString(),
        bundles.toString(),
        Integer.toString(first),
        step);
  }

  @ParameterizedTest
  @EnumSource(ActivationStep.class)
  void whenKilledAtAStep_thenTheOldOrTheNewBundleIsActive(ActivationStep step) throws Exception {
    Path store = directory.resolve("store.db");
    int version = 1;
    for (int round = 0; round < ROUNDS; round++) {
      Killed killed = run(store, version, step.name(), -1);
      int active = activeAfterRestart(store, killed);
      // What was remembered is active, what was not is not: the journal decides.
      assertThat(active)
          .as("killed at %s of %s", step, killed)
          .isEqualTo(step == ActivationStep.PUBLISH ? killed.begun() : killed.done());
      version = active + 1;
    }
  }

  @Test
  void whenKilledAtAnyInstant_thenTheOldOrTheNewBundleIsActive() throws Exception {
    Path store = directory.resolve("store.db");
    Random random = new Random(7);
    int version = 1;
    for (int round = 0; round < 3 * ROUNDS; round++) {
      Killed killed = run(store, version, "-", random.nextInt(400));
      version = activeAfterRestart(store, killed) + 1;
    }
  }

  /** How far a process came: the last version that it began, and the last that it completed. */
  private record Killed(int begun, int done) {}

  // The handle is killed, not the process: that would take away what it still has to say.
  private static Killed run(Path store, int first, String step, int millis) throws Exception {
    Process process =
        new ProcessBuilder(
                command(
                    Files.exists(archive()) ? "-XX:SharedArchiveFile=" + archive() : "-Xshare:auto",
                    store,
                    first,
                    step))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int begun = first - 1;
    int done = first - 1;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      boolean armed = false;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(CrashingRuntime.BEGINS)) {
          begun = Integer.parseInt(line.substring(CrashingRuntime.BEGINS.length()));
        } else if (line.startsWith(CrashingRuntime.DONE)) {
          done = Integer.parseInt(line.substring(CrashingRuntime.DONE.length()));
        }
        if (line.equals(CrashingRuntime.WAITS)) {
          process.toHandle().destroyForcibly();
        } else if (millis >= 0 && !armed) {
          // The instant does not matter, only that it is not the same each time.
          armed = true;
          killLater(process, millis);
        }
      }
    } finally {
      process.toHandle().destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Killed(begun, done);
  }

  private static void killLater(Process process, int millis) {
    Thread killer =
        new Thread(
            () -> {
              try {
                Thread.sleep(millis);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              process.toHandle().destroyForcibly();
            });
    killer.setDaemon(true);
    killer.start();
  }

  /** The version that decides after a restart: the last one completed, or the one in work. */
  private static int activeAfterRestart(Path store, Killed killed) {
    try (PolicyRuntime runtime =
        PolicyRuntime.builder("demo").store(store).warmup(VersionedPolicy.WARMUP).open()) {
      RuntimeStatus status = runtime.status();
      assertThat(status.health().problems()).isEmpty();
      if (killed.done() == 0 && status.active() == null) {
        // Killed before the first bundle was ever remembered.
        return 0;
      }
      assertThat(status.active()).as("after %s", killed).isNotNull();
      PolicyDecision decision = runtime.authorize(VersionedPolicy.INPUT);
      assertThat(VersionedPolicy.mixUp(decision)).isEmpty();
      int version = (int) requireNonNull(status.active()).sequence();
      assertThat(version).isIn(killed.begun(), killed.done());
      return version;
    }
  }
}
