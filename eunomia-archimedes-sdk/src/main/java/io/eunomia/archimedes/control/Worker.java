package io.eunomia.archimedes.control;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A thread that serves connections, and the deadline of what it is at. */
final class Worker extends Thread {
  private final Deadlines deadlines;
  private @Nullable Deadline current;

  Worker(Runnable task, String name, Deadlines deadlines) {
    super(task, name);
    this.deadlines = deadlines;
    setDaemon(true);
  }

  /** What this thread does next must be done within this time. Only for this thread itself. */
  void begin(Duration time) {
    end();
    current = deadlines.within(time);
  }

  /** What has a deadline is done. Only for this thread itself. */
  void end() {
    Deadline deadline = current;
    current = null;
    if (deadline != null) {
      deadline.close();
    }
  }
}
