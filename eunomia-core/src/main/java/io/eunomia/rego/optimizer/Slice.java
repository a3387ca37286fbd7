package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The statements that work a local's value out, copied for another place: lookups, other names,
 * numbers, and calls of rules, with input and data of an index. Nothing else is sliced. All of them
 * do nothing but give values.
 */
final class Slice {
  private static final List<Operand> INPUT_AND_DATA =
      List.of(Operand.local(IndexFunctions.INPUT), Operand.local(IndexFunctions.DATA));

  private final Body body;
  private final Predicate<Node> isIncluded;
  private final IntFunction<@Nullable Integer> leaves;
  private final IntSupplier newLocal;
  private final Map<Integer, Integer> names = new HashMap<>();
  private final List<Stmt> statements = new ArrayList<>();

  /**
   * @param isIncluded whether a statement may be copied
   * @param leaves what a local is at the other place that is known there already, or null
   * @param newLocal gives a local that the other place does not use
   */
  Slice(
      Body body,
      Predicate<Node> isIncluded,
      IntFunction<@Nullable Integer> leaves,
      IntSupplier newLocal) {
    this.body = body;
    this.isIncluded = isIncluded;
    this.leaves = leaves;
    this.newLocal = newLocal;
  }

  /** The copies so far. */
  List<Stmt> statements() {
    return statements;
  }

  /** What the operand is at the other place; null if it cannot be worked out there. */
  @Nullable Operand operand(Operand operand) {
    if (!(operand instanceof Operand.Local local)) {
      return operand;
    }
    Integer name = local(local.index());
    return name == null ? null : Operand.local(name);
  }

  private @Nullable Integer local(int local) {
    Integer known = names.get(local);
    if (known == null) {
      known = leaves.apply(local);
      if (known == null) {
        known = copied(local);
      }
      if (known != null) {
        names.put(local, known);
      }
    }
    return known;
  }

  private @Nullable Integer copied(int local) {
    Node definition = body.definition(local);
    if (definition == null || !isIncluded.test(definition) || !body.of(local).mutations.isEmpty()) {
      return null;
    }
    Stmt stmt = definition.stmt;
    Location at = stmt.location();
    if (stmt instanceof Stmt.Dot dot) {
      Operand source = operand(dot.source());
      Operand key = operand(dot.key());
      if (source == null || key == null) {
        return null;
      }
      int target = newLocal.getAsInt();
      return add(new Stmt.Dot(source, key, target, at), target);
    } else if (stmt instanceof Stmt.AssignVar assign) {
      Operand source = operand(assign.source());
      if (source == null) {
        return null;
      }
      int target = newLocal.getAsInt();
      return add(new Stmt.AssignVar(source, target, at), target);
    } else if (stmt instanceof Stmt.MakeNumberInt number) {
      int target = newLocal.getAsInt();
      return add(new Stmt.MakeNumberInt(number.value(), target, at), target);
    } else if (stmt instanceof Stmt.MakeNumberRef number) {
      int target = newLocal.getAsInt();
      return add(new Stmt.MakeNumberRef(number.index(), target, at), target);
    }
    if (stmt instanceof Stmt.Call call) {
      int target = newLocal.getAsInt();
      return add(new Stmt.Call(call.func(), INPUT_AND_DATA, target, at), target);
    }
    return null;
  }

  private int add(Stmt copy, int target) {
    statements.add(copy);
    return target;
  }
}
