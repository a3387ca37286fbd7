package io.eunomia.rego.ir.flow;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Selector;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement itself, without its blocks, does to locals.
 *
 * @param reads locals whose value it looks at
 * @param writes locals that it gives another value
 * @param mutates locals whose value, a collection, it changes in place
 * @param blocks what it runs
 */
public record Effects(
    List<Integer> reads, List<Integer> writes, List<Integer> mutates, List<Block> blocks) {
  /** The parameter of a plan's function that no local of the plan names. */
  public static final int RESULT_SET = -1;

  /** What the statement does. */
  public static Effects of(Stmt stmt) {
    if (stmt instanceof Stmt.ArrayAppend s) {
      return mutation(s.array(), s.value());
    } else if (stmt instanceof Stmt.AssignInt s) {
      return write(s.target());
    } else if (stmt instanceof Stmt.AssignVar s) {
      return write(s.target(), s.source());
    } else if (stmt instanceof Stmt.AssignVarOnce s) {
      return write(s.target(), s.source(), Operand.local(s.target()));
    } else if (stmt instanceof Stmt.BlockStmt s) {
      return new Effects(List.of(), List.of(), List.of(), blocksOf(s));
    } else if (stmt instanceof Stmt.Call s) {
      return write(s.result(), s.args().toArray(Operand[]::new));
    } else if (stmt instanceof Stmt.CallDynamic s) {
      List<Integer> reads = new ArrayList<>(s.args());
      reads.addAll(locals(s.path().toArray(Operand[]::new)));
      return new Effects(reads, List.of(s.result()), List.of(), List.of());
    } else if (stmt instanceof Stmt.Dispatch s) {
      return dispatch(s);
    } else if (stmt instanceof Stmt.Dot s) {
      return write(s.target(), s.source(), s.key());
    } else if (stmt instanceof Stmt.Equal s) {
      return read(s.a(), s.b());
    } else if (stmt instanceof Stmt.GroupEntry s) {
      return mutation(s.groups(), s.key(), s.entry(), s.value());
    } else if (stmt instanceof Stmt.GroupValue s) {
      return mutation(s.groups(), s.key(), s.value());
    } else if (stmt instanceof Stmt.IsArray s) {
      return read(s.source());
    } else if (stmt instanceof Stmt.IsDefined s) {
      return read(Operand.local(s.source()));
    } else if (stmt instanceof Stmt.IsObject s) {
      return read(s.source());
    } else if (stmt instanceof Stmt.IsSet s) {
      return read(s.source());
    } else if (stmt instanceof Stmt.IsUndefined s) {
      return read(Operand.local(s.source()));
    } else if (stmt instanceof Stmt.Len s) {
      return write(s.target(), s.source());
    } else if (stmt instanceof Stmt.MakeArray s) {
      return write(s.target());
    } else if (stmt instanceof Stmt.MakeNull s) {
      return write(s.target());
    } else if (stmt instanceof Stmt.MakeNumberInt s) {
      return write(s.target());
    } else if (stmt instanceof Stmt.MakeNumberRef s) {
      return write(s.target());
    } else if (stmt instanceof Stmt.MakeObject s) {
      return write(s.target());
    } else if (stmt instanceof Stmt.MakeSet s) {
      return write(s.target());
    } else if (stmt instanceof Stmt.Not s) {
      return new Effects(List.of(), List.of(), List.of(), blocksOf(s));
    } else if (stmt instanceof Stmt.NotEqual s) {
      return read(s.a(), s.b());
    } else if (stmt instanceof Stmt.ObjectInsert s) {
      return mutation(s.object(), s.key(), s.value());
    } else if (stmt instanceof Stmt.ObjectInsertOnce s) {
      return mutation(s.object(), s.key(), s.value());
    } else if (stmt instanceof Stmt.ObjectMerge s) {
      return write(s.target(), Operand.local(s.a()), Operand.local(s.b()));
    } else if (stmt instanceof Stmt.ResetLocal s) {
      return write(s.target());
    } else if (stmt instanceof Stmt.ResultSetAdd s) {
      return read(Operand.local(s.value()), Operand.local(RESULT_SET));
    } else if (stmt instanceof Stmt.ReturnLocal s) {
      return read(Operand.local(s.source()));
    } else if (stmt instanceof Stmt.Scan s) {
      return new Effects(List.of(s.source()), List.of(s.key(), s.value()), List.of(), blocksOf(s));
    } else if (stmt instanceof Stmt.SetAdd s) {
      return mutation(s.set(), s.value());
    } else if (stmt instanceof Stmt.WithStmt s) {
      List<Integer> reads = new ArrayList<>(locals(s.value()));
      if (!s.path().isEmpty()) {
        reads.add(s.local());
      }
      return new Effects(reads, List.of(s.local()), List.of(), blocksOf(s));
    }
    return read(); // Break, Nop
  }

  /** What the statement runs: the same as its effects have, without the rest of them. */
  public static List<Block> blocksOf(Stmt stmt) {
    if (stmt instanceof Stmt.BlockStmt s) {
      return s.blocks();
    } else if (stmt instanceof Stmt.Dispatch s) {
      return s.blocks();
    } else if (stmt instanceof Stmt.Not s) {
      return List.of(s.block());
    } else if (stmt instanceof Stmt.Scan s) {
      return List.of(s.block());
    } else if (stmt instanceof Stmt.WithStmt s) {
      return List.of(s.block());
    }
    return List.of();
  }

  private static Effects dispatch(Stmt.Dispatch stmt) {
    List<Integer> reads = new ArrayList<>();
    for (Selector selector : stmt.selectors()) {
      reads.add(selector.source());
      selector.cases().forEach(each -> reads.addAll(locals(each.key())));
    }
    return new Effects(reads, List.of(), List.of(), blocksOf(stmt));
  }

  private static Effects read(Operand... operands) {
    return new Effects(locals(operands), List.of(), List.of(), List.of());
  }

  private static Effects write(int target, Operand... operands) {
    return new Effects(locals(operands), List.of(target), List.of(), List.of());
  }

  private static Effects mutation(int collection, Operand... operands) {
    return new Effects(locals(operands), List.of(), List.of(collection), List.of());
  }

  private static List<Integer> locals(Operand... operands) {
    int count = 0;
    int last = 0;
    for (Operand operand : operands) {
      if (operand instanceof Operand.Local local) {
        count++;
        last = local.index();
      }
    }
    if (count < 2) {
      return count == 0 ? List.of() : List.of(last);
    }
    List<Integer> result = new ArrayList<>(count);
    for (Operand operand : operands) {
      if (operand instanceof Operand.Local local) {
        result.add(local.index());
      }
    }
    return result;
  }
}
