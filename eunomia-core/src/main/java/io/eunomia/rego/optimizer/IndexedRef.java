package io.eunomia.rego.optimizer;

import java.util.ArrayList;
import java.util.List;

/**
 * A value that definitions test: what constant strings lead to from a local.
 *
 * @param local which holds the same wherever the definitions begin
 * @param path numbers of strings
 */
record IndexedRef(int local, List<Integer> path) {
  IndexedRef {
    path = List.copyOf(path);
  }

  /** One step further. */
  IndexedRef then(int string) {
    List<Integer> longer = new ArrayList<>(path);
    longer.add(string);
    return new IndexedRef(local, longer);
  }
}
