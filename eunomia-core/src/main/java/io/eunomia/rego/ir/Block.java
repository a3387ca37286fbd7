package io.eunomia.rego.ir;

import java.util.Collections;
import java.util.List;

/**
 * Statements that run in order; one that is undefined ends the block. The list is not copied: who
 * makes a block may go on filling it, until he hands it on.
 */
public record Block(List<Stmt> stmts) {
  public Block {
    stmts = Collections.unmodifiableList(stmts);
  }
}
