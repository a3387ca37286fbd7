package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that a dispatch runs for the same values, one right after the other: for none of these
 * values does another block run in between.
 */
final class IndexGroup {
  /** The test that is looked up; null if none is. */
  final @Nullable IndexTest test;

  /** The numbers of the blocks. */
  final List<Integer> members = new ArrayList<>();

  private IndexGroup(@Nullable IndexTest test) {
    this.test = test;
  }

  /** All blocks in groups, in the order of their first ones. */
  static List<IndexGroup> of(IndexChoice choice, int blocks) {
    List<IndexGroup> groups = new ArrayList<>();
    Map<IndexChoice.Lookup, Map<IndexKey, IndexGroup>> latest = new HashMap<>();
    // By the lookup, the last block that has another one or none.
    Map<IndexChoice.Lookup, Integer> others = new HashMap<>();
    for (int i = 0; i < blocks; i++) {
      IndexTest test = choice.of(i);
      for (IndexChoice.Lookup lookup : choice.lookups()) {
        if (test == null || !IndexChoice.Lookup.of(test).equals(lookup)) {
          others.put(lookup, i);
        }
      }
      if (test == null || test.kind() == Selector.Kind.PREFIX) {
        groups.add(new IndexGroup(test));
        groups.get(groups.size() - 1).members.add(i);
        continue;
      }
      IndexChoice.Lookup lookup = IndexChoice.Lookup.of(test);
      Map<IndexKey, IndexGroup> byKey = latest.computeIfAbsent(lookup, unused -> new HashMap<>());
      IndexGroup group = joined(test, byKey, others.getOrDefault(lookup, -1));
      if (group == null) {
        group = new IndexGroup(test);
        groups.add(group);
      }
      group.members.add(i);
      for (IndexKey key : test.keys()) {
        byKey.put(key, group);
      }
    }
    return groups;
  }

  /** The group that the next block belongs to; null if to none so far. */
  private static @Nullable IndexGroup joined(
      IndexTest test, Map<IndexKey, IndexGroup> latest, int other) {
    IndexGroup group = null;
    for (IndexKey key : test.keys()) {
      IndexGroup last = latest.get(key);
      if (last == null || (group != null && group != last)) {
        return null;
      }
      group = last;
    }
    return group != null
            && group.test != null
            && group.test.keys().equals(test.keys())
            && group.members.get(group.members.size() - 1) > other
        ? group
        : null;
  }
}
