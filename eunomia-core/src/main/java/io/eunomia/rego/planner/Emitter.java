package io.eunomia.rego.planner;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the statements of one function: the block being filled, how deep it is nested, and the
 * next free local.
 */
final class Emitter {
  /** Whoever walks a plan may recurse. */
  private static final int MAX_NESTING = 200;

  /** A place in a function that is being planned. */
  record Cursor(List<Stmt> block, int depth, int withs, Location location) {}

  private final PlanTables tables;
  private List<Stmt> current = new ArrayList<>();
  private int depth;
  private int locals;
  private int withs;
  private Location location = Location.NONE;
  private @Nullable Span span;

  Emitter(PlanTables tables) {
    this.tables = tables;
  }

  int newLocal() {
    return locals++;
  }

  Operand.Local newOperand() {
    return new Operand.Local(newLocal());
  }

  void at(Span span) {
    this.span = span;
    location = tables.location(span);
  }

  Location location() {
    return location;
  }

  void add(Stmt stmt) {
    current.add(stmt);
  }

  /** The block that the content fills, one level deeper than the current one. */
  Block block(Runnable content) {
    List<Stmt> outer = current;
    Location at = location;
    current = new ArrayList<>();
    Block block = new Block(current);
    if (++depth > MAX_NESTING) {
      throw new PlanLimitException(
          "too many iterations, modifiers or comprehensions inside each other: more than "
              + MAX_NESTING
              + " levels",
          span);
    }
    content.run();
    depth--;
    current = outer;
    location = at;
    return block;
  }

  /** Where this stands: in which block, and how deep in what. */
  Cursor cursor() {
    return new Cursor(current, depth, withs, location);
  }

  /** Goes on at the end of a block that was being filled before. */
  void moveTo(Cursor cursor) {
    current = cursor.block;
    depth = cursor.depth;
    withs = cursor.withs;
    location = cursor.location;
  }

  /** Adds a block in which undefined ends nothing but the block itself. */
  void attempt(Runnable content) {
    add(new Stmt.BlockStmt(List.of(block(content)), location));
  }

  /** Adds a {@code with} statement around the content. */
  void with(int local, List<Integer> path, Operand value, Runnable content) {
    withs++;
    add(new Stmt.WithStmt(local, path, value, block(content), location));
    withs--;
  }

  /** A place that can be left from deeper inside: the block being filled now. */
  Exit exit() {
    return new Exit(depth, withs);
  }

  /**
   * Leaves the block that {@code exit} stands for, if no {@code with} lies between, which has to be
   * undone on the way out; leaving is then an optimization that is not to be had.
   */
  void leave(Exit exit) {
    if (leaves(exit)) {
      add(new Stmt.Break(depth - exit.depth, location));
    }
  }

  /** Whether {@link #leave} does leave from here. */
  boolean leaves(Exit exit) {
    return withs == exit.withs;
  }

  /**
   * Ends the evaluation with an error, as OPA does when it comes to this place.
   *
   * @return the value that there would be, for what is planned after it
   */
  Operand.Local abort(String code, String message) {
    tables.failure();
    return call(BuiltinDecl.FAIL, List.of(tables.string(code + ": " + message)));
  }

  /** Ends the current block. */
  void fail() {
    add(new Stmt.Break(0, location));
  }

  void assign(Operand source, int target) {
    add(new Stmt.AssignVar(source, target, location));
  }

  void assignOnce(Operand source, int target) {
    add(new Stmt.AssignVarOnce(source, target, location));
  }

  void reset(int local) {
    add(new Stmt.ResetLocal(local, location));
  }

  void equal(Operand a, Operand b) {
    add(new Stmt.Equal(a, b, location));
  }

  /** A condition's value must not be false (that it is defined is known by now). */
  void requireTrue(Operand value) {
    add(new Stmt.NotEqual(value, new Operand.Bool(false), location));
  }

  Operand.Local dot(Operand source, Operand key) {
    Operand.Local target = newOperand();
    add(new Stmt.Dot(source, key, target.index(), location));
    return target;
  }

  Operand.Local call(String function, List<Operand> args) {
    Operand.Local target = newOperand();
    add(new Stmt.Call(function, args, target.index(), location));
    return target;
  }

  /** An exit: see {@link #exit()}. */
  record Exit(int depth, int withs) {}
}
