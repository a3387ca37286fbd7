package io.eunomia.archimedes.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.bundle.BundleDigest;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java process that runs {@link StoreChild}. Starts in a third of a second. */
final class ChildProcess implements AutoCloseable {
  private static final String CLASSPATH =
      Stream.of(StoreChild.class, BundleStore.class, BundleDigest.class, org.sqlite.JDBC.class)
          .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
          .distinct()
          .collect(Collectors.joining(File.pathSeparator));

  private final Process process;
  private final BufferedReader output;

  private ChildProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts one.
   *
   * @param nativeLibrary where SQLite's library goes: a process that is killed leaves it there
   */
  static ChildProcess start(Path nativeLibrary, StoreChild.Task task, Object... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-Dorg.sqlite.tmpdir=" + nativeLibrary,
                "-cp",
                CLASSPATH,
                StoreChild.class.getName(),
                task.name()));
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    return new ChildProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /** Waits for a line that starts so. */
  void await(String start) throws IOException {
    String line = output.readLine();
    assertThat(line).startsWith(start);
  }

  /** Waits for so many lines. */
  List<String> lines(int count) throws IOException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < count) {
      lines.add(String.valueOf(output.readLine()));
    }
    return lines;
  }

  /** Lets it end by itself. */
  int end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  /** SIGKILL, or what comes closest. Returns what it had said. */
  List<String> kill() {
    // Not the process's own method: that closes its output as well.
    process.toHandle().destroyForcibly();
    process.onExit().join();
    return output.lines().toList();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
