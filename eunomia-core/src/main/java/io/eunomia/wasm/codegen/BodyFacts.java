package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is known of a body before code is made of it. */
final class BodyFacts {
  final Body body;
  final ConstantLocals constants;
  final InputReads inputs;
  final ConflictFree conflicts;
  private final Set<Integer> baseDocuments = new HashSet<>();

  BodyFacts(
      Body body, List<String> strings, boolean constantCollections, Predicate<Stmt> passesInputOn) {
    this.body = body;
    this.constants = new ConstantLocals(body, strings, constantCollections);
    this.inputs = new InputReads(body, strings, passesInputOn);
    this.conflicts = new ConflictFree(body, constants);
    baseDocuments.add(body.params.get(1));
    body.forEach(
        node -> {
          for (int target : node.effects.writes()) {
            if (body.of(target).writes.stream().allMatch(this::readsBaseDocument)) {
              baseDocuments.add(target);
            }
          }
        });
  }

  private boolean readsBaseDocument(Node node) {
    Operand source = null;
    if (node.stmt instanceof Stmt.Dot dot) {
      source = dot.source();
    } else if (node.stmt instanceof Stmt.AssignVar assign) {
      source = assign.source();
    }
    return node.stmt instanceof Stmt.ResetLocal || isBaseDocument(source);
  }

  /** Whether it was found in data by nothing but keys. */
  boolean isBaseDocument(@Nullable Operand operand) {
    return operand instanceof Operand.Local local && baseDocuments.contains(local.index());
  }

  /** Whether the statement needs no code. */
  boolean isFree(Node node) {
    return constants.isSkipped(node) || inputs.isAbsorbed(node) || node.stmt instanceof Stmt.Nop;
  }
}
