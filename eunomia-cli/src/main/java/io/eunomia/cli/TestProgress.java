package io.eunomia.cli;

import io.eunomia.cli.text.ProgressBar;
import io.eunomia.testkit.TestListener;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestResult;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Shows how many tests were run. */
final class TestProgress implements TestListener {
  private final @Nullable PrintWriter terminal;
  private @Nullable ProgressBar bar;

  /**
   * @param terminal where to show it; null for nowhere
   */
  TestProgress(@Nullable PrintWriter terminal) {
    this.terminal = terminal;
  }

  @Override
  public void planned(int tests) {
    if (terminal != null) {
      bar = new ProgressBar(terminal, tests);
    }
  }

  @Override
  public void finished(TestResult result) {
    if (bar != null) {
      bar.step(result.outcome() == TestOutcome.PASSED || result.outcome() == TestOutcome.SKIPPED);
    }
  }

  /** There is nothing more to show. */
  void end() {
    if (bar != null) {
      bar.clear();
    }
  }
}
