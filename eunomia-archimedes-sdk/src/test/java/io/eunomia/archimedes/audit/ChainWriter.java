package io.eunomia.archimedes.audit;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that writes a log as fast as it can, until it is killed. */
final class ChainWriter {
  private ChainWriter() {}

  public static void main(String[] args) throws IOException {
    try (FileAuditSink sink =
        FileAuditSink.builder(Path.of(args[0])).rotateBytes(200_000).fsync(Fsync.never()).open()) {
      for (int i = 0; ; i++) {
        sink.write(Events.numbered(i, i + 1 + i % 7));
      }
    }
  }

  static Process start(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx64m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
            "-cp",
            System.getProperty("java.class.path"),
            ChainWriter.class.getName(),
            file.toString())
        .redirectError(Redirect.INHERIT)
        .redirectOutput(Redirect.DISCARD)
        .start();
  }

  /** Waits until something is written to a log. */
  static void awaitGrowth(Path file) throws IOException, InterruptedException {
    long before = size(file);
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (size(file) == before) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nothing is written");
      }
      Thread.sleep(1);
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
