package io.eunomia.rego.optimizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps the tables of prefixes small. A prefix is on the list of every longer one that it begins;
 * where many begin many, those on the most lists are better tested as before.
 */
final class PrefixLimit {
  /** How long all lists may be together, for each block. */
  private static final int PER_BLOCK = 16;

  private PrefixLimit() {}

  /**
   * The prefixes that are too much.
   *
   * @param blocks how many blocks test each prefix
   */
  static Set<String> excess(Map<String, Integer> blocks) {
    Map<String, Long> lengths = lengths(new TreeMap<>(blocks));
    long total = lengths.values().stream().mapToLong(n -> n).sum();
    long limit = (long) PER_BLOCK * blocks.values().stream().mapToInt(n -> n).sum();
    List<String> longest = new ArrayList<>(lengths.keySet());
    longest.sort(Comparator.comparing((String prefix) -> -lengths.getOrDefault(prefix, 0L)));
    Set<String> excess = new HashSet<>();
    for (String prefix : longest) {
      if (total <= limit) {
        break;
      }
      excess.add(prefix);
      total -= lengths.getOrDefault(prefix, 0L);
    }
    return excess;
  }

  /** What each prefix adds to all lists. */
  private static Map<String, Long> lengths(SortedMap<String, Integer> blocks) {
    Map<String, Long> lengths = new TreeMap<>();
    List<String> around = new ArrayList<>();
    for (String prefix : blocks.keySet()) {
      while (!around.isEmpty() && !prefix.startsWith(around.get(around.size() - 1))) {
        around.remove(around.size() - 1);
      }
      around.add(prefix);
      around.forEach(each -> lengths.merge(each, (long) blocks.getOrDefault(each, 0), Long::sum));
    }
    return lengths;
  }
}
