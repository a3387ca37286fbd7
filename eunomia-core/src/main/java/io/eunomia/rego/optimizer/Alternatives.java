package io.eunomia.rego.optimizer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What holds where one of several blocks did something. */
final class Alternatives {
  private final List<IndexTest> tests;
  private final List<Set<IndexKey>> keys = new ArrayList<>();

  /** Begins with what the first block tests. */
  Alternatives(List<IndexTest> tests) {
    this.tests = new ArrayList<>(tests);
    tests.forEach(test -> keys.add(new LinkedHashSet<>(test.keys())));
  }

  /** Adds what another block tests: what it does not test does not have to hold. */
  void or(List<IndexTest> others) {
    for (int i = tests.size() - 1; i >= 0; i--) {
      IndexTest test = tests.get(i);
      IndexTest same =
          others.stream()
              .filter(o -> o.ref().equals(test.ref()) && o.kind() == test.kind())
              .findFirst()
              .orElse(null);
      if (same == null) {
        tests.remove(i);
        keys.remove(i);
      } else {
        keys.get(i).addAll(same.keys());
      }
    }
  }

  /** The tests of which one fails where no block does anything. */
  List<IndexTest> tests() {
    List<IndexTest> result = new ArrayList<>();
    for (int i = 0; i < tests.size(); i++) {
      result.add(new IndexTest(tests.get(i).ref(), tests.get(i).kind(), keys.get(i), null));
    }
    return result;
  }
}
