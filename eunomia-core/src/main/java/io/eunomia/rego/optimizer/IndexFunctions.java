package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions that a policy gets for indexes: each goes through a collection once, and gives an
 * object of its elements by a key. What is asked for twice is there once.
 */
final class IndexFunctions {
  static final int INPUT = 0;
  static final int DATA = 1;
  static final int KEY = 3;
  static final int VALUE = 4;

  /** The first local that is free for how source and key are found. */
  static final int FIRST_FREE = 5;

  private static final int INDEX = 2;
  private static final Location NOWHERE = new Location(0, 0, 0);
  private static final String PREFIX = "index:";

  private final Map<List<Block>, Func> functions = new HashMap<>();
  private final List<Func> inOrder = new ArrayList<>();

  /** All that was asked for, in that order. */
  List<Func> all() {
    return inOrder;
  }

  /**
   * The name of a function of input and data.
   *
   * @param toSource finds the collection
   * @param source the collection
   * @param toKey finds what an element is looked up by, from {@link #KEY} and {@link #VALUE}
   * @param key what it is looked up by
   * @param keyed whether the elements keep their own keys; else they are an array of values
   */
  String of(List<Stmt> toSource, int source, List<Stmt> toKey, Operand key, boolean keyed) {
    List<Stmt> each = new ArrayList<>(toKey);
    each.add(
        keyed
            ? new Stmt.GroupEntry(key, Operand.local(KEY), Operand.local(VALUE), INDEX, NOWHERE)
            : new Stmt.GroupValue(key, Operand.local(VALUE), INDEX, NOWHERE));
    List<Stmt> all = new ArrayList<>(toSource);
    all.add(new Stmt.Scan(source, KEY, VALUE, new Block(each), NOWHERE));
    List<Stmt> body = new ArrayList<>();
    body.add(new Stmt.MakeObject(INDEX, NOWHERE));
    body.add(new Stmt.BlockStmt(List.of(new Block(all)), NOWHERE));
    Block returns = new Block(List.of(new Stmt.ReturnLocal(INDEX, NOWHERE)));
    List<Block> blocks = List.of(new Block(new Unplaced().statements(body)), returns);
    return functions.computeIfAbsent(blocks, this::add).name();
  }

  private Func add(List<Block> blocks) {
    String name = PREFIX + inOrder.size();
    Func func = new Func(name, List.of(), List.of(INPUT, DATA), INDEX, blocks);
    inOrder.add(func);
    return func;
  }

  /** Takes the places away, in which alone copies of one thing differ. None of these can fail. */
  private static final class Unplaced extends Rewriter {
    @Override
    Stmt statement(Stmt stmt) {
      if (stmt instanceof Stmt.Dot s) {
        return new Stmt.Dot(s.source(), s.key(), s.target(), NOWHERE);
      } else if (stmt instanceof Stmt.AssignVar s) {
        return new Stmt.AssignVar(s.source(), s.target(), NOWHERE);
      } else if (stmt instanceof Stmt.MakeNumberInt s) {
        return new Stmt.MakeNumberInt(s.value(), s.target(), NOWHERE);
      } else if (stmt instanceof Stmt.MakeNumberRef s) {
        return new Stmt.MakeNumberRef(s.index(), s.target(), NOWHERE);
      } else if (stmt instanceof Stmt.Call s) {
        return new Stmt.Call(s.func(), s.args(), s.result(), NOWHERE);
      }
      return super.statement(stmt);
    }
  }
}
