package io.eunomia.archimedes.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAuditSinkTest {
  @TempDir private Path dir;
  private Path file = Path.of("audit.jsonl");

  @BeforeEach
  void place() {
    file = dir.resolve("audit.jsonl");
  }

  @Test
  void whenEventsAreWritten_thenEachLineHasItsHashAndTheOneBefore() throws Exception {
    try (FileAuditSink sink = FileAuditSink.builder(file).open()) {
      sink.write(Events.numbered(0, 3));
    }
    List<String> lines = Files.readAllLines(file);
    String before = "sha256:" + "0".repeat(64);
    for (String line : lines) {
      String end = ",\"hash\":\"";
      String hashed = line.substring(0, line.lastIndexOf(end)) + "}";
      assertThat(hashed).endsWith(",\"previous_hash\":\"" + before + "\"}");
      before =
          "sha256:"
              + HexFormat.of()
                  .formatHex(
                      java.security.MessageDigest.getInstance("SHA-256")
                          .digest(hashed.getBytes(StandardCharsets.UTF_8)));
      assertThat(line).endsWith(end + before + "\"}");
    }
    AuditVerification found = AuditVerifier.verify(List.of(file));
    assertThat(found.ok()).isTrue();
    assertThat(found.lines()).isEqualTo(3);
    assertThat(found.lastHash()).isEqualTo(before);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whenTheLogIsOpenedAgain_thenTheChainGoesOn() throws Exception {
    for (int i = 0; i < 5; i++) {
      try (FileAuditSink sink = FileAuditSink.builder(file).fsync(Fsync.always()).open()) {
        sink.write(Events.numbered(i, i + 1));
        sink.write(List.of());
      }
    }
    assertWhole(5);
  }

  @Test
  void whenAFileIsLongEnough_thenAnotherIsBegun_andTheChainGoesOnOverAll() throws Exception {
    try (FileAuditSink sink = FileAuditSink.builder(file).rotateBytes(1_000).open()) {
      for (int i = 0; i < 20; i++) {
        sink.write(Events.numbered(i, i + 1));
      }
    }
    try (FileAuditSink sink = FileAuditSink.builder(file).rotateBytes(1_000).open()) {
      sink.write(Events.numbered(20, 40));
      sink.write(Events.numbered(40, 41));
    }
    assertThat(AuditVerifier.filesOf(file)).hasSizeGreaterThan(5).last().isEqualTo(file);
    assertWhole(41);
  }

  @Test
  void whenAFileIsOldEnough_thenAnotherIsBegun_alsoAfterARestart() throws Exception {
    Instant begin = Instant.now();
    for (int day = 0; day < 3; day++) {
      Clock clock = Clock.fixed(begin.plus(Duration.ofDays(day)), ZoneOffset.UTC);
      try (FileAuditSink sink =
          FileAuditSink.builder(file).rotateEvery(Duration.ofHours(20)).clock(clock).open()) {
        sink.write(
            List.of(
                AuditEvent.builder(
                        AuditEvent.Type.BUNDLE_SIGNED, "s", "a", AuditEvent.Outcome.SUCCESS)
                    .timestamp(clock.instant())
                    .build()));
        sink.write(Events.numbered(0, 1));
      }
    }
    assertThat(AuditVerifier.filesOf(file)).hasSize(3);
    assertWhole(6);
  }

  @Test
  void whenOnlySomeFilesAreKept_thenTheChainIsVerifiedFromWhatTheOthersEndedWith()
      throws Exception {
    String start = "";
    try (FileAuditSink sink = FileAuditSink.builder(file).rotateBytes(1).keep(2).open()) {
      for (int i = 0; i < 6; i++) {
        sink.write(Events.numbered(i, i + 1));
        start = i == 2 ? AuditVerifier.verify(List.of(file), null, null).lastHash() : start;
      }
    }
    assertThat(AuditVerifier.filesOf(file)).hasSize(3);
    assertThat(AuditVerifier.verify(AuditVerifier.filesOf(file)).problems())
        .extracting(AuditVerification.Problem::kind)
        .containsExactly(AuditVerification.Kind.FILE_MISSING);
    assertThat(AuditVerifier.verify(AuditVerifier.filesOf(file), start, null).ok()).isTrue();
  }

  @Test
  void whenACrashLeftHalfALine_thenItIsPutAside_andTheChainGoesOn() throws Exception {
    write(0, 3);
    String torn = "{\"id\":\"half a li\0\0\0";
    Files.writeString(file, torn, StandardOpenOption.APPEND);
    assertThat(AuditVerifier.verify(List.of(file)).problems())
        .extracting(AuditVerification.Problem::toString)
        .containsExactly(file + ":4: torn: the last line is not whole");

    write(3, 5);

    assertWhole(5);
    assertThat(Files.readString(dir.resolve("audit.jsonl.torn"))).isEqualTo(torn + "\n");
  }

  @Test
  void whenNothingButHalfALineIsThere_thenTheLogBegins() throws Exception {
    Files.writeString(file, "{\"id\"");
    write(0, 2);
    assertWhole(2);
  }

  @Test
  void whenTheLastLineIsNotAsItWasWritten_thenTheLogIsNotContinued() throws Exception {
    write(0, 2);
    Files.writeString(file, Files.readString(file).replace("\"number\":\"1\"", "\"number\":\"7\""));

    assertThatThrownBy(() -> FileAuditSink.builder(file).open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not as it was written");
    Files.writeString(file, "hello\n");
    assertThatThrownBy(() -> FileAuditSink.builder(file).open()).isInstanceOf(IOException.class);
    Files.delete(file);
    write(0, 1);
    assertWhole(1);
  }

  @Test
  void whenSomebodyElseWrites_thenTheLogIsRefused() throws Exception {
    try (FileAuditSink sink = FileAuditSink.builder(file).open()) {
      sink.write(Events.numbered(0, 1));
      assertThatThrownBy(() -> FileAuditSink.builder(file).open())
          .hasMessageContaining("is written by somebody else");
      sink.write(Events.numbered(1, 2));
    }
    assertWhole(2);
    Process other = ChainWriter.start(file);
    try {
      ChainWriter.awaitGrowth(file);
      assertThatThrownBy(() -> FileAuditSink.builder(file).open())
          .hasMessageContaining("is written by somebody else");
    } finally {
      other.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void whenAWriteFails_thenNothingOfItStays_andTheSameEventsCanBeWritten() throws Exception {
    try (FileAuditSink sink = FileAuditSink.builder(file).fsync(Fsync.always()).open()) {
      sink.write(Events.numbered(0, 3));
      // A channel that is interrupted is closed under the writer's hands.
      Thread.currentThread().interrupt();
      List<AuditEvent> next = Events.numbered(3, 6);
      assertThatThrownBy(() -> sink.write(next)).isInstanceOf(ClosedByInterruptException.class);
      assertThat(Thread.interrupted()).isTrue();
      Files.writeString(file, "part of what was writ", StandardOpenOption.APPEND);
      sink.write(next);
    }
    assertWhole(6);
  }

  @Test
  void whenOptionsMakeNoSense_thenTheyAreRefused() {
    FileAuditSinkBuilder builder = FileAuditSink.builder(file);
    assertThatThrownBy(() -> builder.rotateBytes(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.rotateEvery(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.keep(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fsync.every(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(
            List.of(Fsync.always(), Fsync.never(), Fsync.every(Duration.ofSeconds(2))).toString())
        .isEqualTo("[always, never, every PT2S]");
    assertThatThrownBy(() -> FileAuditSink.builder(dir.resolve("no/audit.jsonl")).open())
        .isInstanceOf(IOException.class);
  }

  private void write(int from, int to) throws IOException {
    try (FileAuditSink sink = FileAuditSink.builder(file).open()) {
      sink.write(Events.numbered(from, to));
    }
  }

  private void assertWhole(int lines) throws IOException {
    AuditVerification found = AuditVerifier.verify(AuditVerifier.filesOf(file));
    assertThat(found.problems()).isEmpty();
    assertThat(found.lines()).isEqualTo(lines);
    List<String> ids = new ArrayList<>();
    for (Path each : found.files()) {
      Files.readAllLines(each).forEach(line -> ids.add(line.substring(0, 44)));
    }
    assertThat(ids).doesNotHaveDuplicates();
  }
}
