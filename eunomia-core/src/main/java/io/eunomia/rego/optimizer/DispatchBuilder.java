package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Selector;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a dispatch of blocks that run one after the other. Those that are run for the same values
 * are told apart further by what else they test.
 */
final class DispatchBuilder {
  /** A block, and what it tests. */
  record Candidate(Node.Sequence block, List<IndexTest> tests) {}

  private final IndexedBody body;
  private final Location location;
  private final List<Candidate> candidates;
  private final Set<IndexedRef> known;
  private final IndexChoice choice;
  private final List<Stmt> constants = new ArrayList<>();
  private final Map<IndexKey, Operand> operands = new HashMap<>();

  /**
   * @param known refs whose value is known where the blocks are
   */
  DispatchBuilder(
      IndexedBody body, Location location, List<Candidate> candidates, Set<IndexedRef> known) {
    this.body = body;
    this.location = location;
    this.candidates = candidates;
    this.known = known;
    this.choice = new IndexChoice(candidates.stream().map(Candidate::tests).toList(), known);
  }

  /** Whether there is something to tell the blocks apart by. */
  boolean isWorthIt() {
    return !choice.lookups().isEmpty();
  }

  /** The dispatch, and before it the constants that it needs. */
  List<Stmt> build() {
    Map<IndexChoice.Lookup, Map<IndexKey, List<Integer>>> cases = new LinkedHashMap<>();
    choice.lookups().forEach(lookup -> cases.put(lookup, new LinkedHashMap<>()));
    List<Block> blocks = new ArrayList<>();
    for (IndexGroup group : IndexGroup.of(choice, candidates.size())) {
      int first = blocks.size();
      blocks.addAll(blocks(group));
      if (group.test != null) {
        add(group.test, first, blocks.size(), cases);
      }
    }
    List<Selector> selectors = new ArrayList<>();
    cases.forEach((lookup, byKey) -> selectors.add(selector(lookup, byKey)));
    List<Stmt> result = new ArrayList<>(constants);
    result.add(new Stmt.Dispatch(selectors, blocks, location));
    return result;
  }

  private static void add(
      IndexTest test,
      int first,
      int end,
      Map<IndexChoice.Lookup, Map<IndexKey, List<Integer>>> cases) {
    Map<IndexKey, List<Integer>> byKey =
        cases.computeIfAbsent(IndexChoice.Lookup.of(test), unused -> new LinkedHashMap<>());
    for (IndexKey key : test.keys()) {
      List<Integer> numbers = byKey.computeIfAbsent(key, unused -> new ArrayList<>());
      for (int number = first; number < end; number++) {
        numbers.add(number);
      }
    }
  }

  private List<Block> blocks(IndexGroup group) {
    IndexTest test = group.test;
    if (test != null && test.kind() == Selector.Kind.EQUAL) {
      for (int member : group.members) {
        IndexTest own = choice.of(member);
        if (own != null && own.condition() != null) {
          body.dead.add(own.condition());
        }
      }
    }
    List<Candidate> members = group.members.stream().map(candidates::get).toList();
    if (test != null && members.size() >= IndexChoice.WORTH_IT) {
      Set<IndexedRef> knownInside = new HashSet<>(known);
      knownInside.add(test.ref());
      DispatchBuilder inner = new DispatchBuilder(body, location, members, knownInside);
      if (inner.isWorthIt()) {
        return List.of(new Block(inner.build().stream().map(this::inside).toList()));
      }
    }
    return members.stream().map(member -> body.block(member.block())).toList();
  }

  /** The blocks of a dispatch that is in a block of this one are one deeper than they were. */
  private Stmt inside(Stmt stmt) {
    return stmt instanceof Stmt.Dispatch dispatch
        ? new Stmt.Dispatch(
            dispatch.selectors(),
            dispatch.blocks().stream()
                .map(block -> new Block(Breaks.ofDeeperBlock(block.stmts(), 1)))
                .toList(),
            dispatch.location())
        : stmt;
  }

  private Selector selector(IndexChoice.Lookup lookup, Map<IndexKey, List<Integer>> byKey) {
    List<Selector.Case> cases = new ArrayList<>();
    byKey.forEach((key, blocks) -> cases.add(new Selector.Case(operand(key), blocks)));
    return new Selector(lookup.kind(), lookup.ref().local(), lookup.ref().path(), cases);
  }

  private Operand operand(IndexKey key) {
    return operands.computeIfAbsent(key, this::newOperand);
  }

  private Operand newOperand(IndexKey key) {
    if (key instanceof IndexKey.Text text) {
      return new Operand.StringIndex(body.strings.number(text.value()));
    } else if (key instanceof IndexKey.Truth truth) {
      return new Operand.Bool(truth.value());
    }
    int local = body.newLocal();
    constants.add(
        key instanceof IndexKey.Numeric number
            ? new Stmt.MakeNumberRef(
                body.strings.number(number.value().toString()), local, location)
            : new Stmt.MakeNull(local, location));
    return Operand.local(local);
  }
}
