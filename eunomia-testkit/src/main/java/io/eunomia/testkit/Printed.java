package io.eunomia.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What policies have printed on the calling thread since it last asked. Thread-safe. */
final class Printed implements Consumer<String> {
  private static final int MAX_LINES = 10_000;

  private final ThreadLocal<List<String>> lines = ThreadLocal.withInitial(ArrayList::new);

  /** Keeps a line, unless there are too many. */
  @Override
  public void accept(String line) {
    List<String> kept = lines.get();
    if (kept.size() < MAX_LINES) {
      kept.add(line);
    } else if (kept.size() == MAX_LINES) {
      kept.add("…");
    }
  }

  /** The lines, which are then forgotten. */
  List<String> take() {
    List<String> taken = lines.get();
    lines.remove();
    return taken;
  }
}
