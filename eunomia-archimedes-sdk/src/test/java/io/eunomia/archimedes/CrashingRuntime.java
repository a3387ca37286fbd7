package io.eunomia.archimedes;

import io.eunomia.archimedes.activation.ActivationStep;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that activates bundles on a store without end, and says of each step that it begins;
 * somebody kills it. At the step that it is told, it stops and waits for that.
 */
final class CrashingRuntime {
  static final String BEGINS = "begins ";
  static final String DONE = "done ";
  static final String WAITS = "waits";

  /** In the place of a step: ends when there is no bundle any more, as nobody wants to kill it. */
  static final String ENDS = "ends";

  private CrashingRuntime() {}

  /**
   * Arguments: the store, the directory of bundles, the first version, the step to wait at or -.
   */
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int first = Integer.parseInt(args[2]);
    ActivationStep deadly =
        args[3].equals("-") || args[3].equals(ENDS) ? null : ActivationStep.valueOf(args[3]);
    int[] now = {0};
    PolicyRuntime runtime =
        PolicyRuntime.builder("demo")
            .store(Path.of(args[0]))
            .warmup(VersionedPolicy.WARMUP)
            .activationListener(
                (digest, step) -> {
                  if (now[0] > first && step == deadly) {
                    out.println(WAITS);
                    sleepForever();
                  }
                })
            .open();
    for (int version = first; ; version++) {
      Path bundle = Path.of(args[1], version + ".tar.gz");
      if (!Files.exists(bundle)) {
        break;
      }
      now[0] = version;
      out.println(BEGINS + version);
      runtime.activate(Files.readAllBytes(bundle));
      out.println(DONE + version);
    }
    if (args[3].equals(ENDS)) {
      runtime.close();
      return;
    }
    sleepForever();
  }

  private static void sleepForever() {
    while (true) {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
