package io.eunomia.archimedes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.RuntimeStatus.Problem;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.archimedes.activation.ActivationRequest;
import io.eunomia.archimedes.activation.ActivationSource;
import io.eunomia.archimedes.activation.RollbackRequest;
import io.eunomia.archimedes.store.StoreOptions;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.policy.PolicyDecision.Cause;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberingTest {
  @TempDir private Path directory;

  private Path store() {
    return directory.resolve("eunomia.db");
  }

  private PolicyRuntimeBuilder builder() {
    return PolicyRuntime.builder("demo").warmup(VersionedPolicy.WARMUP).store(store());
  }

  private static int version(PolicyRuntime runtime) {
    assertThat(VersionedPolicy.mixUp(runtime.authorize(VersionedPolicy.INPUT))).isEmpty();
    return (int) requireNonNull(runtime.status().active()).sequence();
  }

  private static BundleDigest digest(int version) {
    return BundleDigest.of(VersionedPolicy.bundle(version));
  }

  private static RollbackRequest to(int version) {
    return new RollbackRequest(digest(version), "test", "tester", null);
  }

  @Test
  void whenRestarted_thenTheLastBundleDecidesAtOnce() {
    try (PolicyRuntime runtime = builder().open()) {
      runtime.activate(VersionedPolicy.bundle(1));
      runtime.activate(VersionedPolicy.bundle(2));
    }
    try (PolicyRuntime runtime = builder().open()) {
      assertThat(version(runtime)).isEqualTo(2);
      RuntimeStatus status = runtime.status();
      assertThat(requireNonNull(status.active()).source()).isEqualTo(ActivationSource.STORE);
      assertThat(status.previousDigest()).isEqualTo(digest(1).toString());
      // Nothing was activated, so nothing is new to go back to.
      assertThat(runtime.rollback("test").active().version()).isEqualTo("1.0.1");
    }
    try (PolicyRuntime runtime = builder().open()) {
      assertThat(version(runtime)).isEqualTo(1);
    }
  }

  @Test
  void whenRolledBackAgainAndAgain_thenGoesBackStepByStep() {
    try (PolicyRuntime runtime = builder().open()) {
      for (int version = 1; version <= 4; version++) {
        runtime.activate(VersionedPolicy.bundle(version));
      }
      runtime.rollback("test");
      assertThat(version(runtime)).isEqualTo(3);
      runtime.rollback("test");
      assertThat(version(runtime)).isEqualTo(2);
      // Forward by name: what was left is retained.
      runtime.rollback(to(4));
      assertThat(version(runtime)).isEqualTo(4);
      assertThat(runtime.rollback(to(4)).status()).isEqualTo(Activation.Status.UNCHANGED);
    }
  }

  @Test
  void whenMoreThanRetainedCome_thenTheOldestCannotBeGoneTo() {
    try (PolicyRuntime runtime =
        builder().store(store(), StoreOptions.defaults().withRetained(3)).open()) {
      for (int version = 1; version <= 5; version++) {
        runtime.activate(VersionedPolicy.bundle(version));
      }
      assertThatThrownBy(() -> runtime.rollback(to(2)))
          .isInstanceOfSatisfying(
              ActivationException.class,
              e -> assertThat(e.code()).isEqualTo(Code.BUNDLE_NOT_RETAINED));
      assertThat(version(runtime)).isEqualTo(5);
      runtime.rollback(to(3));
      assertThat(version(runtime)).isEqualTo(3);
    }
  }

  @Test
  void whenTheFileIsCorrupt_thenItIsSetAsideAndDecisionsGoOn() throws Exception {
    try (PolicyRuntime runtime = builder().open()) {
      runtime.activate(VersionedPolicy.bundle(1));
    }
    Files.write(store(), "no database at all, but long enough".getBytes(StandardCharsets.UTF_8));
    try (PolicyRuntime runtime = builder().open()) {
      assertThat(runtime.authorize(VersionedPolicy.INPUT).cause()).isEqualTo(Cause.NO_POLICY);
      assertThat(runtime.status().health().problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.component()).isEqualTo("store");
                assertThat(problem.code()).isEqualTo("CORRUPT");
                assertThat(problem.message()).contains("kept as").contains("corrupt-1");
              });
      runtime.activate(VersionedPolicy.bundle(3));
      assertThat(version(runtime)).isEqualTo(3);
    }
    assertThat(directory.resolve("eunomia.db.corrupt-1")).exists();
    try (PolicyRuntime runtime = builder().open()) {
      assertThat(version(runtime)).isEqualTo(3);
      assertThat(runtime.status().health().problems()).isEmpty();
    }
  }

  @Test
  void whenTheFileIsOfALaterVersion_thenItIsLeftAloneAndDecisionsGoOn() throws Exception {
    try (PolicyRuntime runtime = builder().open()) {
      runtime.activate(VersionedPolicy.bundle(1));
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 9999");
    }
    try (PolicyRuntime runtime = builder().open()) {
      assertThat(runtime.status().health().problems())
          .extracting(Problem::code)
          .containsExactly("NEWER_VERSION");
      runtime.activate(VersionedPolicy.bundle(2));
      assertThat(version(runtime)).isEqualTo(2);
      runtime.activate(VersionedPolicy.bundle(3));
      runtime.rollback("test");
      assertThat(version(runtime)).isEqualTo(2);
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store());
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeQuery("PRAGMA user_version").getInt(1)).isEqualTo(9999);
    }
  }

  @Test
  void whenTheFileCannotBeWrittenAnyMore_thenActivationsAreRefusedAndDecisionsGoOn()
      throws Exception {
    try (PolicyRuntime runtime =
            builder()
                .store(store(), StoreOptions.defaults().withBusyTimeout(Duration.ofMillis(50)))
                .open();
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + store());
        Statement statement = other.createStatement()) {
      runtime.activate(VersionedPolicy.bundle(1));
      statement.execute("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> runtime.activate(VersionedPolicy.bundle(2)))
          .isInstanceOfSatisfying(
              ActivationException.class,
              e -> assertThat(e.code()).isEqualTo(Code.ACTIVATION_FAILED))
          .hasMessageContaining("BUSY");
      assertThat(version(runtime)).isEqualTo(1);
      assertThat(runtime.status().health().problems())
          .extracting(Problem::code)
          .containsExactly("BUSY");
      statement.execute("ROLLBACK");
      runtime.activate(VersionedPolicy.bundle(2));
      assertThat(version(runtime)).isEqualTo(2);
      assertThat(runtime.status().health().problems()).isEmpty();
    }
  }

  @Test
  void whenTwoRuntimesShareAFile_thenEachDecidesByItsOwnAndARestartByTheLast() {
    try (PolicyRuntime one = builder().open();
        PolicyRuntime two = builder().open()) {
      one.activate(VersionedPolicy.bundle(1));
      two.activate(VersionedPolicy.bundle(2));
      assertThat(version(one)).isEqualTo(1);
      assertThat(version(two)).isEqualTo(2);
      try (PolicyRuntime three = builder().open()) {
        assertThat(version(three)).isEqualTo(2);
      }
      one.activate(VersionedPolicy.bundle(3));
    }
    try (PolicyRuntime again = builder().open()) {
      assertThat(version(again)).isEqualTo(3);
    }
  }

  @Test
  void whenTheClockJumps_thenTheOrderIsThatOfTheActivations() {
    Instant now = Instant.parse("2030-01-01T00:00:00Z");
    for (int version = 1; version <= 3; version++) {
      // Each time a year earlier.
      now = now.minus(Duration.ofDays(365));
      try (PolicyRuntime runtime = builder().clock(Clock.fixed(now, ZoneOffset.UTC)).open()) {
        runtime.activate(VersionedPolicy.bundle(version));
      }
    }
    try (PolicyRuntime runtime = builder().open()) {
      assertThat(version(runtime)).isEqualTo(3);
      assertThat(runtime.status().previousDigest()).isEqualTo(digest(2).toString());
    }
  }

  @Test
  void whenTheSameBundleIsSent_thenWhoSentItDoesNotMatter() {
    try (PolicyRuntime runtime = builder().open()) {
      runtime.activate(VersionedPolicy.bundle(1));
      Activation again =
          runtime.activate(
              ActivationRequest.push(VersionedPolicy.bundle(1), digest(1), "tester", "d-1"));
      assertThat(again.status()).isEqualTo(Activation.Status.UNCHANGED);
    }
  }
}
