package io.eunomia.archimedes.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file system that is there for a test. A test that cannot mount one is skipped. */
record Mount(Path path) implements AutoCloseable {
  static Mount readOnlyView(Path of, Path at) throws IOException {
    Files.createDirectory(at);
    mountedOrSkipped(at, "--bind", of.toString(), at.toString());
    Mount mount = new Mount(at);
    if (!run("mount", "-o", "remount,bind,ro", at.toString())) {
      mount.close();
      assumeTrue(false, "mounts can be read-only");
    }
    return mount;
  }

  static Mount smallDisk(Path at, String size) throws IOException {
    Files.createDirectory(at);
    mountedOrSkipped(at, "-t", "tmpfs", "-o", "size=" + size, "tmpfs", at.toString());
    return new Mount(at);
  }

  private static void mountedOrSkipped(Path at, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    boolean mounted = run(command.toArray(String[]::new));
    if (!mounted) {
      Files.delete(at);
    }
    assumeTrue(mounted, "mounts are allowed");
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException e) {
      return false; // There is no such command here.
    }
  }

  @Override
  public void close() throws IOException {
    if (run("umount", path.toString())) {
      Files.deleteIfExists(path);
    }
  }
}
