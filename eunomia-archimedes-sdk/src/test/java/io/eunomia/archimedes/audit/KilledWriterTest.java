package io.eunomia.archimedes.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWriterTest {
  private static final int TIMES = 12;
  private static final int AT_ONCE = 2;

  @TempDir private Path dir;

  @Test
  void whenTheProcessIsKilledAgainAndAgain_thenTheChainIsWhole() throws Exception {
    Random random = new Random(7);
    List<Path> logs = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      logs.add(dir.resolve("audit" + i + ".jsonl"));
    }
    long lines = 0;
    for (int time = 0; time < TIMES; time++) {
      List<Process> writers = new ArrayList<>();
      for (Path log : logs) {
        writers.add(ChainWriter.start(log));
      }
      for (int i = 0; i < AT_ONCE; i++) {
        ChainWriter.awaitGrowth(logs.get(i));
        TimeUnit.MILLISECONDS.sleep(random.nextInt(20));
        writers.get(i).destroyForcibly();
      }
      for (Process writer : writers) {
        assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
      }
      lines = 0;
      for (Path log : logs) {
        tear(log, random);
        lines += restart(log);
      }
    }
    assertThat(lines).isGreaterThan(TIMES * AT_ONCE);
  }

  /** Takes some bytes off the end, as a machine that stops does, where they were not synced. */
  private static void tear(Path log, Random random) throws Exception {
    if (random.nextBoolean() && Files.exists(log) && Files.size(log) > 500) {
      try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
        file.setLength(file.length() - 1 - random.nextInt(100));
      }
    }
  }

  private static long restart(Path log) throws Exception {
    try (FileAuditSink sink = FileAuditSink.builder(log).open()) {
      sink.write(Events.numbered(0, 1));
    }
    AuditVerification found = AuditVerifier.verify(AuditVerifier.filesOf(log));
    assertThat(found.problems()).isEmpty();
    return found.lines();
  }
}
