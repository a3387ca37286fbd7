package io.eunomia.cli;

import io.eunomia.cli.watch.FileWatcher;
import io.eunomia.policy.source.PolicyLoader;
import java.io.IOException;

/** Runs tests, and runs them again whenever a file has changed, until the process is to end. */
final class TestWatch {
  private final TestSession session;

  TestWatch(TestSession session) {
    this.session = session;
  }

  /** Returns when it is stopped: by a signal, or as this thread is interrupted. */
  int run() throws IOException {
    PolicyLoader loader = session.loader();
    try (FileWatcher watcher = FileWatcher.of(session.paths(), loader::reads, loader::enters);
        UntilStopped stopped =
            UntilStopped.ending(Thread.currentThread()::interrupt, ExitCode.DONE)) {
      boolean changed = true;
      while (changed) {
        runOnce();
        // Whoever is interrupted while tests are run may have forgotten it since.
        if (stopped.isAsked()) {
          return ExitCode.DONE;
        }
        session.output().watching();
        changed = watcher.await();
      }
    } catch (InterruptedException e) {
      // So it is stopped.
      return ExitCode.DONE;
    }
    return ExitCode.DONE;
  }

  private void runOnce() {
    try {
      session.run();
    } catch (IOException | RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        session.output().print(e);
      }
    }
  }
}
