package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * A function that can stand in its callers: one that runs its blocks, and returns one of its locals
 * at the end of them, as planned rules do.
 */
final class Inlinable {
  private final Func func;
  private final List<Block> blocks;
  private final int result;
  private final Set<Integer> reset = new HashSet<>();

  /** How much there is to do. */
  final int weight;

  /** How many statements there are to be copied. */
  final int statements;

  /** How many blocks are in each other. */
  final int depth;

  /** Whether it says that there is a conflict in the words for rules, or those for functions. */
  final boolean saysItsKind;

  /** Whether it takes a moment, and its value is of use only where it is asked for. */
  final boolean trivial;

  private Inlinable(Func func, Body body, List<Block> blocks, int result) {
    this.func = func;
    this.blocks = blocks;
    this.result = result;
    weight = Weight.of(body);
    statements = Weight.statements(body);
    depth = Weight.depth(body.blocks);
    trivial = Weight.isTrivial(body);
    boolean[] says = new boolean[1];
    body.forEach(node -> says[0] |= node.stmt instanceof Stmt.AssignVarOnce);
    saysItsKind = says[0];
    for (int local : body.locals()) {
      if (!func.params().contains(local) && !startsWithWrite(body.of(local))) {
        reset.add(local);
      }
    }
  }

  /** Whether it has that many parameters. */
  boolean takes(int args) {
    return func.params().size() == args;
  }

  /** Whether its value depends on input and data alone. */
  boolean isRule() {
    return func.params().size() == 2;
  }

  /** What a function is in its callers' place; nothing if it cannot stand there. */
  static Optional<Inlinable> of(Func func) {
    if (func.blocks().isEmpty()) {
      return Optional.empty();
    }
    List<Block> all = func.blocks();
    List<Stmt> end = all.get(all.size() - 1).stmts();
    if (end.size() != 1 || !(end.get(0) instanceof Stmt.ReturnLocal returned)) {
      return Optional.empty();
    }
    Body body = withoutNeedlessChecks(func);
    List<Integer> params = func.params();
    boolean[] fits = {!params.contains(returned.source())};
    body.forEach(
        node -> {
          boolean changesParam = node.effects.writes().stream().anyMatch(params::contains);
          fits[0] &= !changesParam || node.stmt instanceof Stmt.WithStmt;
          fits[0] &= node.effects.mutates().stream().noneMatch(params::contains);
          fits[0] &=
              !(node.stmt instanceof Stmt.ReturnLocal)
                  || node.parent == body.blocks.get(body.blocks.size() - 1);
        });
    if (!fits[0]) {
      return Optional.empty();
    }
    List<Block> blocks = new NodeRewriter() {}.blocks(body.blocks.subList(0, all.size() - 1));
    return Optional.of(new Inlinable(func, body, blocks, returned.source()));
  }

  /** The body with plain assignments where there can be no conflict. */
  private static Body withoutNeedlessChecks(Func func) {
    Body body = new Body(func.params(), func.blocks());
    Assignments assignments = new Assignments(body);
    NodeRewriter plain =
        new NodeRewriter() {
          @Override
          void add(Node node, List<Stmt> to) {
            if (node.stmt instanceof Stmt.AssignVarOnce s && assignments.isFree(node)) {
              to.add(new Stmt.AssignVar(s.source(), s.target(), s.location()));
            } else {
              super.add(node, to);
            }
          }
        };
    List<Block> blocks = BlockFlattening.apply(func.params(), plain.blocks(body.blocks));
    return new Body(func.params(), blocks);
  }

  /** Whether a local is given a value before anybody asks for one. */
  private static boolean startsWithWrite(Body.Occurrences occurrences) {
    if (occurrences.writes.isEmpty()) {
      return false;
    }
    Node first = occurrences.writes.get(0);
    return occurrences.reads.stream().allMatch(n -> isAfter(n, first))
        && occurrences.mutations.stream().allMatch(n -> isAfter(n, first));
  }

  private static boolean isAfter(Node node, Node first) {
    return node.order > first.order && first.parent.contains(node);
  }

  /**
   * What stands for a call.
   *
   * @param fresh gives locals that the caller does not have
   */
  List<Stmt> inPlaceOf(Stmt.Call call, IntSupplier fresh) {
    Map<Integer, Integer> locals = new HashMap<>();
    List<Stmt> stmts = new ArrayList<>();
    for (int i = 0; i < call.args().size(); i++) {
      int param = func.params().get(i);
      if (i < 2) {
        locals.put(param, ((Operand.Local) call.args().get(i)).index());
      } else {
        int copy = fresh.getAsInt();
        locals.put(param, copy);
        stmts.add(new Stmt.AssignVar(call.args().get(i), copy, call.location()));
      }
    }
    Rewriter renaming =
        new Rewriter() {
          @Override
          int local(int local) {
            return locals.computeIfAbsent(local, unused -> fresh.getAsInt());
          }
        };
    Optional<Stmt.AssignVar> value = straight();
    if (value.isPresent()) {
      List<Stmt> body = blocks.get(0).stmts();
      resets(stmts, renaming, call, Set.of(result));
      stmts.addAll(renaming.statements(body.subList(0, body.size() - 1)));
      Operand source = renaming.operand(value.get().source());
      stmts.add(new Stmt.AssignVar(source, call.result(), value.get().location()));
      return stmts;
    }
    resets(stmts, renaming, call, Set.of());
    int returned = renaming.local(result);
    stmts.add(new Stmt.BlockStmt(renaming.blocks(blocks), call.location()));
    stmts.add(new Stmt.IsDefined(returned, call.location()));
    stmts.add(new Stmt.AssignVar(Operand.local(returned), call.result(), call.location()));
    return stmts;
  }

  /** The caller may come here again, when locals still have what they had the last time. */
  private void resets(List<Stmt> to, Rewriter renaming, Stmt.Call call, Set<Integer> without) {
    reset.stream()
        .filter(local -> !without.contains(local))
        .sorted()
        .forEach(local -> to.add(new Stmt.ResetLocal(renaming.local(local), call.location())));
  }

  /**
   * The assignment of the value, if it ends the only block: whoever leaves that block before is
   * undefined, which ends the caller's block, too.
   */
  private Optional<Stmt.AssignVar> straight() {
    if (blocks.size() != 1 || blocks.get(0).stmts().isEmpty()) {
      return Optional.empty();
    }
    List<Stmt> stmts = blocks.get(0).stmts();
    Body body = new Body(func.params(), blocks);
    boolean once = body.of(result).writes.size() == 1 && body.of(result).reads.isEmpty();
    return once && stmts.get(stmts.size() - 1) instanceof Stmt.AssignVar last
        ? Optional.of(last).filter(s -> s.target() == result)
        : Optional.empty();
  }
}
