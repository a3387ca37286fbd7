package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a body that becomes a function of its own.
 *
 * @param inputs the locals that it takes over from its caller: its parameters
 * @param outputs the locals that it gives back
 * @param mayLeave whether it may branch out of itself
 */
record Region(List<Integer> inputs, List<Integer> outputs, boolean mayLeave) {

  /** What the statements from one number to another have to do with the rest. */
  static Region of(BodyFacts facts, int first, int last, boolean mayLeave) {
    List<Integer> inputs = new ArrayList<>();
    List<Integer> outputs = new ArrayList<>();
    boolean readsInput = facts.body.any(first, last, node -> facts.inputs.pathOf(node) != null);
    for (int local : facts.body.locals()) {
      if (facts.constants.valueOf(local) != null) {
        continue;
      }
      Body.Occurrences all = facts.body.of(local);
      boolean param = facts.body.params.contains(local);
      // A `with` gives its local back the value that it had.
      boolean writes =
          all.writes.stream()
              .anyMatch(n -> isIn(n, first, last) && !(n.stmt instanceof Stmt.WithStmt));
      boolean readOutside = all.reads.stream().anyMatch(n -> !isIn(n, first, last));
      readOutside |= all.mutations.stream().anyMatch(n -> !isIn(n, first, last));
      boolean output = writes && readOutside;
      boolean reads =
          all.reads.stream().anyMatch(n -> isIn(n, first, last))
              || all.mutations.stream().anyMatch(n -> isIn(n, first, last))
              || (readsInput && local == facts.body.params.get(0));
      boolean writtenOutside = all.writes.stream().anyMatch(n -> !isIn(n, first, last));
      if (output || (reads && (param || writtenOutside))) {
        inputs.add(local);
      }
      if (output) {
        outputs.add(local);
      }
    }
    return new Region(inputs, outputs, mayLeave);
  }

  private static boolean isIn(Node node, int first, int last) {
    return node.order >= first && node.order <= last;
  }

  /** Whether a single value says all that the caller must know. */
  boolean returnsItsOutput() {
    return !mayLeave && outputs.size() == 1;
  }
}
