package io.eunomia.cli.text;

import java.io.PrintWriter;

/** A line that grows while work is done, and is gone in the end. Not thread-safe. */
public final class ProgressBar {
  private static final int WIDTH = 40;
  private static final long MIN_NANOS = 50_000_000;

  private final PrintWriter out;
  private final int all;
  private int done;
  private int failed;
  private long drawn;

  /**
   * A bar of work that has not begun.
   *
   * @param out a terminal
   * @param all how many things are to be done
   */
  public ProgressBar(PrintWriter out, int all) {
    this.out = out;
    this.all = all;
  }

  /** One more is done. */
  public void step(boolean well) {
    done++;
    failed += well ? 0 : 1;
    long now = System.nanoTime();
    if (now - drawn >= MIN_NANOS || done == all) {
      drawn = now;
      int filled = all == 0 ? WIDTH : (int) ((long) WIDTH * done / all);
      out.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + "/" + all);
      out.print(failed == 0 ? "" : ", " + failed + " failed");
      out.flush();
    }
  }

  /** Takes the line away. */
  public void clear() {
    out.print("\r\u001b[K");
    out.flush();
  }
}
