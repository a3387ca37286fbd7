package io.eunomia.rego.ir;

import java.util.List;

/** Statements that run in order; one that is undefined ends the block. */
public record Block(List<Stmt> stmts) {
  public Block {
    stmts = List.copyOf(stmts);
  }
}
