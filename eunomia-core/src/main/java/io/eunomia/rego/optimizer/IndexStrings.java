package io.eunomia.rego.optimizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The constant strings of a plan, to which the index adds what it needs. */
final class IndexStrings {
  private final List<String> strings;
  private final Map<String, Integer> numbers = new HashMap<>();

  IndexStrings(List<String> strings) {
    this.strings = new ArrayList<>(strings);
    for (int i = 0; i < strings.size(); i++) {
      numbers.putIfAbsent(strings.get(i), i);
    }
  }

  String get(int number) {
    return strings.get(number);
  }

  /** The number of a string, one and the same for equal strings. */
  int number(String string) {
    return numbers.computeIfAbsent(
        string,
        unused -> {
          strings.add(string);
          return strings.size() - 1;
        });
  }

  List<String> all() {
    return strings;
  }
}
