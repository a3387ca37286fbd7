package io.eunomia.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the policies of an engine have printed since it was last asked for. Thread-safe. */
final class Printed implements Consumer<String> {
  private static final int MAX_LINES = 10_000;

  private List<String> lines = new ArrayList<>();

  /** Keeps a line, unless there are too many. */
  @Override
  public synchronized void accept(String line) {
    if (lines.size() < MAX_LINES) {
      lines.add(line);
    } else if (lines.size() == MAX_LINES) {
      lines.add("…");
    }
  }

  /** The lines, which are then forgotten. */
  synchronized List<String> take() {
    List<String> taken = lines;
    lines = new ArrayList<>();
    return taken;
  }
}
