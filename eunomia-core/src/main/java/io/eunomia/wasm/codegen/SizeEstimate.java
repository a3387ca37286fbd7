package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Stmt;

/** About how many bytes of instructions a statement takes, without its blocks. */
final class SizeEstimate {
  private SizeEstimate() {}

  static int of(Stmt stmt) {
    if (stmt instanceof Stmt.Call call) {
      return 12 + 3 * call.args().size();
    } else if (stmt instanceof Stmt.CallDynamic call) {
      return 40 + 5 * call.path().size();
    } else if (stmt instanceof Stmt.Scan || stmt instanceof Stmt.WithStmt) {
      return 45;
    } else if (stmt instanceof Stmt.AssignVarOnce || stmt instanceof Stmt.ObjectInsertOnce) {
      return 30;
    } else if (stmt instanceof Stmt.Dot
        || stmt instanceof Stmt.ObjectInsert
        || stmt instanceof Stmt.Equal
        || stmt instanceof Stmt.NotEqual
        || stmt instanceof Stmt.ObjectMerge
        || stmt instanceof Stmt.Len) {
      return 14;
    } else if (stmt instanceof Stmt.BlockStmt block) {
      return 4 * block.blocks().size();
    } else if (stmt instanceof Stmt.Dispatch dispatch) {
      return 40 + 60 * dispatch.selectors().size();
    }
    return 8;
  }

  /** What each part of the statement's blocks takes beside its own size. */
  static int perPart(Stmt stmt) {
    return stmt instanceof Stmt.Dispatch ? 15 : 0;
  }
}
