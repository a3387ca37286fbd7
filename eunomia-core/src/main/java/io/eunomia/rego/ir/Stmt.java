package io.eunomia.rego.ir;

import java.util.List;

/**
 * A statement: OPA's {@code ir.Stmt}. The simple names are OPA's without {@code Stmt}, but for the
 * three that are words of Java or of this package. {@link Dispatch} is not OPA's.
 */
public sealed interface Stmt {
  /** Where it comes from. */
  Location location();

  /** Appends to an array. */
  record ArrayAppend(Operand value, int array, Location location) implements Stmt {}

  /** Assigns a number. */
  record AssignInt(long value, int target, Location location) implements Stmt {}

  /** Assigns, over what was there. */
  record AssignVar(Operand source, int target, Location location) implements Stmt {}

  /** Assigns, or ends the evaluation with a conflict if another value is there. */
  record AssignVarOnce(Operand source, int target, Location location) implements Stmt {}

  /** Runs blocks one after the other; each may be cut short without the next being so. */
  record BlockStmt(List<Block> blocks, Location location) implements Stmt {
    public BlockStmt {
      blocks = List.copyOf(blocks);
    }
  }

  /** Leaves as many enclosing blocks as the index says, and the current one. */
  record Break(int index, Location location) implements Stmt {}

  /** Calls a function or builtin; undefined if the result is. */
  record Call(String func, List<Operand> args, int result, Location location) implements Stmt {
    public Call {
      args = List.copyOf(args);
    }
  }

  /** Calls the function whose path the operands spell; undefined if there is none. */
  record CallDynamic(List<Integer> args, List<Operand> path, int result, Location location)
      implements Stmt {
    public CallDynamic {
      args = List.copyOf(args);
      path = List.copyOf(path);
    }
  }

  /**
   * Runs blocks one after the other as {@link BlockStmt} does, but leaves out those that a selector
   * names, though for none of the cases that its value selects. No plan of OPA's has it: it is made
   * where what is left out is known to do nothing.
   */
  record Dispatch(List<Selector> selectors, List<Block> blocks, Location location) implements Stmt {
    public Dispatch {
      selectors = List.copyOf(selectors);
      blocks = List.copyOf(blocks);
    }
  }

  /** Looks a key up; undefined if it is not there. */
  record Dot(Operand source, Operand key, int target, Location location) implements Stmt {}

  /** Undefined unless equal. */
  record Equal(Operand a, Operand b, Location location) implements Stmt {}

  /**
   * Adds an entry to the object that stands under the key in another one; not in OPA's plans.
   *
   * @param groups the object of objects; one is made for a key that comes for the first time
   */
  record GroupEntry(Operand key, Operand entry, Operand value, int groups, Location location)
      implements Stmt {}

  /**
   * Appends to the array that stands under the key in an object; not in OPA's plans.
   *
   * @param groups the object of arrays; one is made for a key that comes for the first time
   */
  record GroupValue(Operand key, Operand value, int groups, Location location) implements Stmt {}

  /** Undefined unless an array. */
  record IsArray(Operand source, Location location) implements Stmt {}

  /** Undefined unless the local is set. */
  record IsDefined(int source, Location location) implements Stmt {}

  /** Undefined unless an object. */
  record IsObject(Operand source, Location location) implements Stmt {}

  /** Undefined unless a set. */
  record IsSet(Operand source, Location location) implements Stmt {}

  /** Undefined if the local is set. */
  record IsUndefined(int source, Location location) implements Stmt {}

  /** How many elements. */
  record Len(Operand source, int target, Location location) implements Stmt {}

  /** A new array. */
  record MakeArray(int capacity, int target, Location location) implements Stmt {}

  /** Null. */
  record MakeNull(int target, Location location) implements Stmt {}

  /** A number. */
  record MakeNumberInt(long value, int target, Location location) implements Stmt {}

  /** The number that a constant string spells. */
  record MakeNumberRef(int index, int target, Location location) implements Stmt {}

  /** A new object. */
  record MakeObject(int target, Location location) implements Stmt {}

  /** A new set. */
  record MakeSet(int target, Location location) implements Stmt {}

  /** Nothing. */
  record Nop(Location location) implements Stmt {}

  /** Undefined if the block runs to its end. */
  record Not(Block block, Location location) implements Stmt {}

  /** Undefined if equal. */
  record NotEqual(Operand a, Operand b, Location location) implements Stmt {}

  /** Inserts, over what was there. */
  record ObjectInsert(Operand key, Operand value, int object, Location location) implements Stmt {}

  /** Inserts, or ends the evaluation with a conflict if another value is there. */
  record ObjectInsertOnce(Operand key, Operand value, int object, Location location)
      implements Stmt {}

  /** Merges two objects deeply; {@code a} wins. */
  record ObjectMerge(int a, int b, int target, Location location) implements Stmt {}

  /** Makes a local undefined. */
  record ResetLocal(int target, Location location) implements Stmt {}

  /** Adds to the result of the plan. */
  record ResultSetAdd(int value, Location location) implements Stmt {}

  /** Returns from the function. */
  record ReturnLocal(int source, Location location) implements Stmt {}

  /** Runs the block for each element of a collection. */
  record Scan(int source, int key, int value, Block block, Location location) implements Stmt {}

  /** Adds to a set. */
  record SetAdd(Operand value, int set, Location location) implements Stmt {}

  /**
   * Runs the block while the local holds a changed copy: the value at the path; an empty path
   * replaces all.
   */
  record WithStmt(int local, List<Integer> path, Operand value, Block block, Location location)
      implements Stmt {
    public WithStmt {
      path = List.copyOf(path);
    }
  }
}
