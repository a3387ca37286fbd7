package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A block of which some statements at the beginning have been taken out. */
final class Branch {
  private final Node.Sequence block;
  private final List<Stmt> stmts;
  private final Map<Integer, Integer> names = new HashMap<>();
  private final Rewriter renaming =
      new Rewriter() {
        @Override
        int local(int local) {
          return names.getOrDefault(local, local);
        }
      };

  private int taken;
  private int levels;

  /**
   * @param block the block
   * @param stmts what stands for its statements; those at its beginning that have no blocks are as
   *     they were
   */
  Branch(Node.Sequence block, List<Stmt> stmts) {
    this.block = block;
    this.stmts = stmts;
  }

  int first() {
    return block.first;
  }

  int last() {
    return block.last;
  }

  Location location() {
    return block.nodes.get(0).stmt.location();
  }

  /** Whether there is a statement so many after those that were taken, which has no blocks. */
  boolean has(int number) {
    int at = taken + number;
    return at < block.nodes.size() && block.nodes.get(at).blocks.isEmpty() && isPlain(at);
  }

  private boolean isPlain(int at) {
    return at < stmts.size() && stmts.get(at) == block.nodes.get(at).stmt;
  }

  Node node(int number) {
    return block.nodes.get(taken + number);
  }

  /** The statement, with locals as they are called now. */
  Stmt stmt(int number) {
    return renaming.statement(stmts.get(taken + number));
  }

  /** Calls the local that a statement writes as another branch does. */
  void rename(int number, Branch other) {
    List<Integer> own = node(number).effects.writes();
    if (!own.isEmpty()) {
      int name = other.node(number).effects.writes().get(0);
      names.put(own.get(0), other.names.getOrDefault(name, name));
    }
  }

  /** Forgets that for statements from a number on. */
  void forget(int from, int to) {
    for (int i = from; i < to; i++) {
      node(i).effects.writes().forEach(names::remove);
    }
  }

  /** Statements from the beginning. */
  List<Stmt> prefix(int length) {
    return renaming.statements(stmts.subList(taken, taken + length));
  }

  /** Takes out statements: the rest is in one more block. */
  void take(int length) {
    taken += length;
    levels++;
  }

  /** What is left, at its new place. */
  List<Stmt> rest() {
    List<Stmt> rest = stmts.subList(taken, stmts.size());
    return levels == 0 ? rest : Breaks.ofDeeperBlock(renaming.statements(rest), levels);
  }
}
