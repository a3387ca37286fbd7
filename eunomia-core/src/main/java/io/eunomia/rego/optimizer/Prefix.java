package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which statements at the beginning of a block may be run once for several blocks, and when
 * two of them are the same.
 */
final class Prefix {
  private static final int TARGET = Integer.MIN_VALUE;

  private final Body body;
  private final HarmlessCalls calls;
  private final Set<Integer> changing;

  Prefix(Body body, HarmlessCalls calls) {
    this.body = body;
    this.calls = calls;
    this.changing = LoopFacts.changing(body);
  }

  /**
   * What two statements have in common that do the same: the statement without its place and its
   * target. Nothing if the statement is none that may be shared.
   *
   * @param renamed the statement, with locals as they are to be
   * @param first the number of the first statement of the blocks that are to share it
   * @param last the number of the last one
   */
  Optional<Stmt> key(Node node, Stmt renamed, int first, int last) {
    boolean stable =
        node.effects.reads().stream().allMatch(local -> isStable(local, node, first, last));
    boolean own =
        node.effects.writes().stream()
            .allMatch(l -> body.definition(l) == node && body.of(l).mutations.isEmpty());
    return stable && own ? Optional.ofNullable(key(renamed)) : Optional.empty();
  }

  /** Whether none of the blocks gives the local another value, but the one that it is of. */
  private boolean isStable(int local, Node reader, int first, int last) {
    return !changing.contains(local)
        && body.of(local).writes.stream()
            .allMatch(
                write ->
                    write.order < first
                        || write.order > last
                        || write.stmt instanceof Stmt.WithStmt
                        || (write.parent == reader.parent && body.definition(local) == write));
  }

  private @Nullable Stmt key(Stmt stmt) {
    Location none = Location.NONE;
    if (stmt instanceof Stmt.AssignInt s) {
      return new Stmt.AssignInt(s.value(), TARGET, none);
    } else if (stmt instanceof Stmt.AssignVar s) {
      return new Stmt.AssignVar(s.source(), TARGET, none);
    } else if (stmt instanceof Stmt.Call s) {
      // A rule's value is remembered if more than one asks for it.
      boolean rule = calls.isPlanned(s) && s.args().size() == 2;
      return rule || calls.isHarmless(s) ? new Stmt.Call(s.func(), s.args(), TARGET, none) : null;
    } else if (stmt instanceof Stmt.Dot s) {
      return new Stmt.Dot(s.source(), s.key(), TARGET, none);
    } else if (stmt instanceof Stmt.Equal s) {
      return new Stmt.Equal(s.a(), s.b(), none);
    } else if (stmt instanceof Stmt.IsArray s) {
      return new Stmt.IsArray(s.source(), none);
    } else if (stmt instanceof Stmt.IsDefined s) {
      return new Stmt.IsDefined(s.source(), none);
    } else if (stmt instanceof Stmt.IsObject s) {
      return new Stmt.IsObject(s.source(), none);
    } else if (stmt instanceof Stmt.IsSet s) {
      return new Stmt.IsSet(s.source(), none);
    } else if (stmt instanceof Stmt.IsUndefined s) {
      return new Stmt.IsUndefined(s.source(), none);
    } else if (stmt instanceof Stmt.MakeNull) {
      return new Stmt.MakeNull(TARGET, none);
    } else if (stmt instanceof Stmt.MakeNumberInt s) {
      return new Stmt.MakeNumberInt(s.value(), TARGET, none);
    } else if (stmt instanceof Stmt.MakeNumberRef s) {
      return new Stmt.MakeNumberRef(s.index(), TARGET, none);
    } else if (stmt instanceof Stmt.NotEqual s) {
      return new Stmt.NotEqual(s.a(), s.b(), none);
    }
    return null;
  }

  /**
   * Whether a statement is better left at the beginning of each block: it costs nothing, or is a
   * step into the input that code generation takes together with those that follow it.
   */
  boolean isBetterLeft(Node node) {
    if (node.stmt instanceof Stmt.AssignInt
        || node.stmt instanceof Stmt.AssignVar
        || node.stmt instanceof Stmt.MakeNull
        || node.stmt instanceof Stmt.MakeNumberInt
        || node.stmt instanceof Stmt.MakeNumberRef) {
      return true;
    }
    return isInputStep(node.stmt)
        && body.of(node.effects.writes().get(0)).reads.stream()
            .anyMatch(use -> use.stmt instanceof Stmt.Dot || use.stmt instanceof Stmt.AssignVar);
  }

  private boolean isInputStep(Stmt stmt) {
    if (!(stmt instanceof Stmt.Dot dot)
        || !(dot.key() instanceof Operand.StringIndex)
        || !(dot.source() instanceof Operand.Local source)) {
      return false;
    }
    if (source.index() == body.params.get(0)) {
      return true;
    }
    Node definition = body.definition(source.index());
    return definition != null && isInputStep(definition.stmt);
  }
}
