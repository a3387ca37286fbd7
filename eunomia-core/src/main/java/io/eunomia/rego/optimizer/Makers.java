package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;

/** Tells collections that a body makes itself from those that it is given. */
final class Makers {
  private Makers() {}

  /** Whether a local is given nothing but new collections. */
  static boolean madeAll(Body.Occurrences occurrences) {
    return occurrences.writes.stream().allMatch(node -> makes(node.stmt));
  }

  /** Whether a statement gives a local a new collection, or takes away what it had. */
  static boolean makes(Stmt stmt) {
    return stmt instanceof Stmt.MakeArray
        || stmt instanceof Stmt.MakeObject
        || stmt instanceof Stmt.MakeSet
        || stmt instanceof Stmt.ResetLocal;
  }
}
