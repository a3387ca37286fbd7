package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Selector;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies statements and what is in them. Who extends it says what becomes of a local, an operand, a
 * statement or a block; by itself everything stays as it is.
 */
abstract class Rewriter {
  /** What stands for a local, wherever it occurs. */
  int local(int local) {
    return local;
  }

  /** What stands for an operand. */
  Operand operand(Operand operand) {
    return operand instanceof Operand.Local local ? Operand.local(local(local.index())) : operand;
  }

  /** What stands for a block in a statement. */
  Block block(Block block) {
    return new Block(statements(block.stmts()));
  }

  /** What stands for statements that follow each other in a block. */
  List<Stmt> statements(List<Stmt> stmts) {
    List<Stmt> result = new ArrayList<>(stmts.size());
    stmts.forEach(stmt -> result.add(statement(stmt)));
    return result;
  }

  /** What stands for blocks that follow each other. */
  final List<Block> blocks(List<Block> blocks) {
    return blocks.stream().map(this::block).toList();
  }

  /** What stands for a statement: by itself, a copy with what stands for its parts. */
  Stmt statement(Stmt stmt) {
    if (stmt instanceof Stmt.ArrayAppend s) {
      return new Stmt.ArrayAppend(operand(s.value()), local(s.array()), s.location());
    } else if (stmt instanceof Stmt.AssignInt s) {
      return new Stmt.AssignInt(s.value(), local(s.target()), s.location());
    } else if (stmt instanceof Stmt.AssignVar s) {
      return new Stmt.AssignVar(operand(s.source()), local(s.target()), s.location());
    } else if (stmt instanceof Stmt.AssignVarOnce s) {
      return new Stmt.AssignVarOnce(operand(s.source()), local(s.target()), s.location());
    } else if (stmt instanceof Stmt.BlockStmt s) {
      return new Stmt.BlockStmt(blocks(s.blocks()), s.location());
    } else if (stmt instanceof Stmt.Call s) {
      return new Stmt.Call(s.func(), operands(s.args()), local(s.result()), s.location());
    } else if (stmt instanceof Stmt.CallDynamic s) {
      List<Integer> args = s.args().stream().map(this::local).toList();
      return new Stmt.CallDynamic(args, operands(s.path()), local(s.result()), s.location());
    } else if (stmt instanceof Stmt.Dispatch s) {
      List<Selector> selectors = s.selectors().stream().map(this::selector).toList();
      return new Stmt.Dispatch(selectors, blocks(s.blocks()), s.location());
    } else if (stmt instanceof Stmt.Dot s) {
      return new Stmt.Dot(operand(s.source()), operand(s.key()), local(s.target()), s.location());
    } else if (stmt instanceof Stmt.Equal s) {
      return new Stmt.Equal(operand(s.a()), operand(s.b()), s.location());
    } else if (stmt instanceof Stmt.NotEqual s) {
      return new Stmt.NotEqual(operand(s.a()), operand(s.b()), s.location());
    } else if (stmt instanceof Stmt.GroupEntry s) {
      return new Stmt.GroupEntry(
          operand(s.key()),
          operand(s.entry()),
          operand(s.value()),
          local(s.groups()),
          s.location());
    } else if (stmt instanceof Stmt.GroupValue s) {
      return new Stmt.GroupValue(
          operand(s.key()), operand(s.value()), local(s.groups()), s.location());
    } else if (stmt instanceof Stmt.Len s) {
      return new Stmt.Len(operand(s.source()), local(s.target()), s.location());
    } else if (stmt instanceof Stmt.Not s) {
      return new Stmt.Not(block(s.block()), s.location());
    } else if (stmt instanceof Stmt.ObjectInsert s) {
      return new Stmt.ObjectInsert(
          operand(s.key()), operand(s.value()), local(s.object()), s.location());
    } else if (stmt instanceof Stmt.ObjectInsertOnce s) {
      return new Stmt.ObjectInsertOnce(
          operand(s.key()), operand(s.value()), local(s.object()), s.location());
    } else if (stmt instanceof Stmt.ObjectMerge s) {
      return new Stmt.ObjectMerge(local(s.a()), local(s.b()), local(s.target()), s.location());
    } else if (stmt instanceof Stmt.Scan s) {
      return new Stmt.Scan(
          local(s.source()), local(s.key()), local(s.value()), block(s.block()), s.location());
    } else if (stmt instanceof Stmt.SetAdd s) {
      return new Stmt.SetAdd(operand(s.value()), local(s.set()), s.location());
    } else if (stmt instanceof Stmt.WithStmt s) {
      return new Stmt.WithStmt(
          local(s.local()), s.path(), operand(s.value()), block(s.block()), s.location());
    }
    return simple(stmt);
  }

  private Stmt simple(Stmt stmt) {
    if (stmt instanceof Stmt.IsArray s) {
      return new Stmt.IsArray(operand(s.source()), s.location());
    } else if (stmt instanceof Stmt.IsDefined s) {
      return new Stmt.IsDefined(local(s.source()), s.location());
    } else if (stmt instanceof Stmt.IsObject s) {
      return new Stmt.IsObject(operand(s.source()), s.location());
    } else if (stmt instanceof Stmt.IsSet s) {
      return new Stmt.IsSet(operand(s.source()), s.location());
    } else if (stmt instanceof Stmt.IsUndefined s) {
      return new Stmt.IsUndefined(local(s.source()), s.location());
    } else if (stmt instanceof Stmt.MakeArray s) {
      return new Stmt.MakeArray(s.capacity(), local(s.target()), s.location());
    } else if (stmt instanceof Stmt.MakeNull s) {
      return new Stmt.MakeNull(local(s.target()), s.location());
    } else if (stmt instanceof Stmt.MakeNumberInt s) {
      return new Stmt.MakeNumberInt(s.value(), local(s.target()), s.location());
    } else if (stmt instanceof Stmt.MakeNumberRef s) {
      return new Stmt.MakeNumberRef(s.index(), local(s.target()), s.location());
    } else if (stmt instanceof Stmt.MakeObject s) {
      return new Stmt.MakeObject(local(s.target()), s.location());
    } else if (stmt instanceof Stmt.MakeSet s) {
      return new Stmt.MakeSet(local(s.target()), s.location());
    } else if (stmt instanceof Stmt.ResetLocal s) {
      return new Stmt.ResetLocal(local(s.target()), s.location());
    } else if (stmt instanceof Stmt.ResultSetAdd s) {
      return new Stmt.ResultSetAdd(local(s.value()), s.location());
    } else if (stmt instanceof Stmt.ReturnLocal s) {
      return new Stmt.ReturnLocal(local(s.source()), s.location());
    }
    return stmt; // Break, Nop
  }

  private Selector selector(Selector selector) {
    List<Selector.Case> cases =
        selector.cases().stream()
            .map(each -> new Selector.Case(operand(each.key()), each.blocks()))
            .toList();
    return new Selector(selector.kind(), local(selector.source()), selector.path(), cases);
  }

  private List<Operand> operands(List<Operand> operands) {
    return operands.stream().map(this::operand).toList();
  }
}
