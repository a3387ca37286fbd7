package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Selector;
import io.eunomia.wasm.binary.ByteSink;
import io.eunomia.wasm.binary.RelocatableData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The lists of blocks that values select, in memory: numbers that grow, and an end that is above
 * all of them. The first list is empty.
 */
final class DispatchLists {
  /** The end of a list, as an unsigned number. */
  static final int END = -1;

  private final ByteSink lists = new ByteSink();
  private final Map<List<Integer>, Integer> offsets = new HashMap<>();

  DispatchLists() {
    offsetOf(List.of());
  }

  /** Where the list of these numbers, which grow, begins. */
  int offsetOf(List<Integer> numbers) {
    return offsets.computeIfAbsent(
        numbers,
        unused -> {
          int offset = lists.size();
          numbers.forEach(lists::fixed32);
          lists.fixed32(END);
          return offset;
        });
  }

  /** All lists. */
  RelocatableData data(String symbol) {
    return new RelocatableData(symbol, lists.toByteArray(), 4, List.of());
  }

  /**
   * The constant in which the runtime looks a value up; see the runtime's {@code cases.c}.
   *
   * @param numbers the number of each block
   */
  Constant table(Selector selector, Function<Operand, Constant> constants, List<Integer> numbers) {
    TreeMap<Constant, SortedSet<Integer>> cases = new TreeMap<>();
    for (Selector.Case each : selector.cases()) {
      SortedSet<Integer> selected =
          cases.computeIfAbsent(constants.apply(each.key()), unused -> new TreeSet<>());
      each.blocks().forEach(block -> selected.add(numbers.get(block)));
    }
    return selector.kind() == Selector.Kind.EQUAL ? equal(cases) : prefixes(cases);
  }

  private Constant offset(Collection<Integer> numbers) {
    return Constant.Num.of(offsetOf(List.copyOf(numbers)));
  }

  private Constant equal(Map<Constant, SortedSet<Integer>> cases) {
    List<Constant.Entry> entries = new ArrayList<>();
    cases.forEach((key, numbers) -> entries.add(new Constant.Entry(key, offset(numbers))));
    return new Constant.Obj(entries);
  }

  private Constant prefixes(Map<Constant, SortedSet<Integer>> cases) {
    TreeSet<Integer> all = new TreeSet<>();
    cases.values().forEach(all::addAll);
    List<Constant> table = new ArrayList<>(List.of(offset(all)));
    List<String> prefixes = new ArrayList<>();
    List<Integer> links = new ArrayList<>();
    List<SortedSet<Integer>> selected = new ArrayList<>();
    cases.forEach(
        (key, numbers) -> {
          String prefix = ((Constant.Str) key).value();
          int link = prefixes.size() - 1;
          while (link >= 0 && !prefix.startsWith(prefixes.get(link))) {
            link = links.get(link);
          }
          if (link >= 0) {
            numbers.addAll(selected.get(link));
          }
          prefixes.add(prefix);
          links.add(link);
          selected.add(numbers);
          table.addAll(List.of(key, Constant.Num.of(link), offset(numbers)));
        });
    return new Constant.Arr(table);
  }
}
