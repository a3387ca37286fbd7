package io.eunomia.archimedes;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.activation.RollbackRequest;
import io.eunomia.archimedes.store.StoreOptions;
import io.eunomia.bundle.BundleDigest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is compiled is seen by what is put into the store; each version has a module of its own. */
class KeptCodeTest {
  @TempDir private Path directory;

  private PolicyRuntime open(StoreOptions options) {
    return PolicyRuntime.builder("demo")
        .warmup(VersionedPolicy.WARMUP)
        .store(directory.resolve("store.db"), options)
        .open();
  }

  private PolicyRuntime open() {
    return open(StoreOptions.defaults().withBytecode(true));
  }

  private long sql(String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
        Statement statement = connection.createStatement()) {
      return statement.execute(query) ? statement.getResultSet().getLong(1) : 0;
    }
  }

  private long entries() throws SQLException {
    return sql("SELECT count(*) FROM bytecode");
  }

  private static void assertDecidedBy(PolicyRuntime runtime, int version) {
    assertThat(VersionedPolicy.mixUp(runtime.authorize(VersionedPolicy.INPUT))).isEmpty();
    assertThat(runtime.authorize(VersionedPolicy.INPUT).policy())
        .satisfies(policy -> assertThat(policy.version()).isEqualTo("1.0." + version));
  }

  private static RollbackRequest to(int version) {
    return new RollbackRequest(
        BundleDigest.of(VersionedPolicy.bundle(version)), "test", "test", null);
  }

  @Test
  void whenRolledBack_thenNothingIsCompiled() throws Exception {
    try (PolicyRuntime runtime = open()) {
      for (int version = 1; version <= 4; version++) {
        runtime.activate(VersionedPolicy.bundle(version));
      }
      assertThat(entries()).isEqualTo(4);
      sql("DELETE FROM bytecode");
      runtime.rollback("to the one before, whose instances are in memory");
      assertDecidedBy(runtime, 3);
      runtime.rollback(to(1));
      assertDecidedBy(runtime, 1);
      runtime.rollback(to(4));
      assertDecidedBy(runtime, 4);
      assertThat(entries()).isZero();
    }
  }

  @Test
  void whenOnlyDataChanges_thenNothingIsCompiled() throws Exception {
    try (PolicyRuntime runtime = open()) {
      for (int version = 1; version <= 3; version++) {
        byte[] wasm = VersionedPolicy.wasm(1);
        runtime.activate(Policies.bundle(version, wasm, VersionedPolicy.data(version)));
        assertDecidedBy(runtime, version);
      }
      assertThat(sql("SELECT max(since) FROM bytecode")).isEqualTo(1);
    }
  }

  @Test
  void whenRestarted_thenNothingIsCompiled() throws Exception {
    try (PolicyRuntime runtime = open()) {
      runtime.activate(VersionedPolicy.bundle(1));
      runtime.activate(VersionedPolicy.bundle(2));
    }
    for (int start = 0; start < 2; start++) {
      try (PolicyRuntime runtime = open()) {
        assertDecidedBy(runtime, 2);
        runtime.rollback(to(1));
        assertDecidedBy(runtime, 1);
        runtime.rollback(to(2));
      }
    }
    assertThat(sql("SELECT max(since) FROM bytecode")).isEqualTo(2);
  }

  @Test
  void whenKeptCodeIsNotWhatItWas_thenItIsCompiledAgain() throws Exception {
    try (PolicyRuntime runtime = open()) {
      runtime.activate(VersionedPolicy.bundle(1));
    }
    for (String damage :
        new String[] {
          "UPDATE bytecode SET bytes = zeroblob(100)",
          "UPDATE bytecode SET digest = 'none'",
          // As somebody would who can write the file, but cannot compile.
          "UPDATE bytecode SET bytes = x'', digest ="
              + " 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'"
        }) {
      long before = sql("SELECT max(since) FROM bytecode");
      sql(damage);
      try (PolicyRuntime runtime = open()) {
        assertDecidedBy(runtime, 1);
        assertThat(runtime.status().health().problems()).isEmpty();
      }
      assertThat(sql("SELECT max(since) FROM bytecode")).as(damage).isEqualTo(before + 1);
    }
  }

  @Test
  void whenItIsNotWanted_thenNothingIsKeptOrUsed() throws Exception {
    try (PolicyRuntime runtime = open(StoreOptions.defaults())) {
      runtime.activate(VersionedPolicy.bundle(1));
    }
    assertThat(entries()).isZero();
    open().close();
    assertThat(entries()).isEqualTo(1);
    sql("UPDATE bytecode SET bytes = x'00'");
    try (PolicyRuntime runtime = open(StoreOptions.defaults())) {
      assertDecidedBy(runtime, 1);
    }
    assertThat(sql("SELECT sum(length(bytes)) FROM bytecode")).isEqualTo(1);
  }
}
