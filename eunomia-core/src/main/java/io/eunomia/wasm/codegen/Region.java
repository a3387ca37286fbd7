package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Node;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
    Set<Integer> reads = new TreeSet<>();
    Set<Integer> writes = new TreeSet<>();
    for (int order = first; order <= last; order++) {
      Node node = facts.body.node(order);
      reads.addAll(node.effects.reads());
      reads.addAll(node.effects.mutates());
      if (facts.inputs.pathOf(node) != null) {
        reads.add(facts.body.params.get(0));
      }
      if (node.stmt instanceof Stmt.WithStmt with) {
        reads.add(with.local()); // it gives its local back the value that it had
      } else {
        writes.addAll(node.effects.writes());
      }
    }
    writes.removeIf(local -> !facts.body.of(local).isReadOutside(first, last));
    reads.removeIf(
        local ->
            !facts.body.params.contains(local)
                && !facts.body.of(local).isWrittenOutside(first, last));
    reads.addAll(writes);
    reads.removeIf(local -> facts.constants.valueOf(local) != null);
    writes.removeIf(local -> facts.constants.valueOf(local) != null);
    return new Region(List.copyOf(reads), List.copyOf(writes), mayLeave);
  }

  /** Whether a single value says all that the caller must know. */
  boolean returnsItsOutput() {
    return !mayLeave && outputs.size() == 1;
  }
}
