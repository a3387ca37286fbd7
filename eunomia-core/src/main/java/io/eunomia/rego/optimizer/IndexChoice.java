package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what definitions are told apart by: for each of them one of its tests, or none, so that
 * few different lookups leave out as many as possible.
 */
final class IndexChoice {
  /** Below so many definitions, testing them one by one is as good. */
  static final int WORTH_IT = 4;

  private static final int MAX_SELECTORS = 4;

  /** A lookup: definitions that test the same in the same way share it. */
  record Lookup(IndexedRef ref, Selector.Kind kind) {
    static Lookup of(IndexTest test) {
      return new Lookup(test.ref(), test.kind());
    }
  }

  private final List<List<IndexTest>> tests;
  private final Set<IndexedRef> known;
  private final List<Lookup> lookups = new ArrayList<>();
  private final @Nullable IndexTest[] chosen;

  /**
   * @param tests of each definition
   * @param known refs whose value is known
   */
  IndexChoice(List<List<IndexTest>> tests, Set<IndexedRef> known) {
    this.tests = tests;
    this.known = known;
    this.chosen = new IndexTest[tests.size()];
    while (lookups.size() < MAX_SELECTORS) {
      Lookup best = best();
      if (best == null) {
        break;
      }
      choose(best);
    }
  }

  /** What is looked up. None if an index is of no use. */
  List<Lookup> lookups() {
    return lookups;
  }

  /** The test that is looked up for a definition; null if it has to be run in any case. */
  @Nullable IndexTest of(int definition) {
    return chosen[definition];
  }

  /** Which lookup leaves out the most of the definitions that none was chosen for yet. */
  private @Nullable Lookup best() {
    Map<Lookup, Gain> gains = new LinkedHashMap<>();
    for (int i = 0; i < tests.size(); i++) {
      Set<Lookup> seen = new HashSet<>();
      for (IndexTest test : chosen[i] == null ? tests.get(i) : List.<IndexTest>of()) {
        Lookup lookup = Lookup.of(test);
        if (!known.contains(test.ref()) && seen.add(lookup)) {
          gains.computeIfAbsent(lookup, unused -> new Gain()).add(test);
        }
      }
    }
    Lookup best = null;
    double most = 0;
    for (Map.Entry<Lookup, Gain> each : gains.entrySet()) {
      double gain = each.getValue().definitionsLeftOut();
      if (each.getValue().definitions >= WORTH_IT && gain > most) {
        best = each.getKey();
        most = gain;
      }
    }
    return best;
  }

  /** What a lookup would be good for. */
  private static final class Gain {
    private int definitions;
    private int cases;
    private final Set<IndexKey> keys = new HashSet<>();

    void add(IndexTest test) {
      definitions++;
      cases += test.keys().size();
      keys.addAll(test.keys());
    }

    /** How many, if each key comes as often as any other. */
    double definitionsLeftOut() {
      return keys.isEmpty() ? 0 : definitions - (double) cases / keys.size();
    }
  }

  private void choose(Lookup lookup) {
    Map<String, Integer> prefixes = new HashMap<>();
    int[] at = new int[tests.size()];
    for (int i = 0; i < tests.size(); i++) {
      at[i] = chosen[i] == null ? find(tests.get(i), lookup) : -1;
      if (at[i] >= 0 && lookup.kind() == Selector.Kind.PREFIX) {
        prefixes(tests.get(i).get(at[i])).forEach(each -> prefixes.merge(each, 1, Integer::sum));
      }
    }
    Set<String> excess = PrefixLimit.excess(prefixes);
    for (int i = 0; i < tests.size(); i++) {
      if (at[i] >= 0
          && (excess.isEmpty()
              || Collections.disjoint(excess, prefixes(tests.get(i).get(at[i]))))) {
        chosen[i] = tests.get(i).get(at[i]);
      }
    }
    lookups.add(lookup);
  }

  private static int find(List<IndexTest> tests, Lookup lookup) {
    for (int i = 0; i < tests.size(); i++) {
      if (Lookup.of(tests.get(i)).equals(lookup)) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> prefixes(IndexTest test) {
    return test.keys().stream().map(key -> ((IndexKey.Text) key).value()).toList();
  }
}
