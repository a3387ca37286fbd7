package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What is known of a body before code is made of it. */
final class BodyFacts {
  final Body body;
  final ConstantLocals constants;
  final InputReads inputs;
  final ConflictFree conflicts;
  private final Set<Integer> baseDocuments = new HashSet<>();

  /**
   * Finds it out.
   *
   * @param analyse whether to look for more than is needed for right results
   * @param constantCollections whether collections may be constants
   * @param passesInputOn whether a call hands its first argument to a function of the plan
   */
  BodyFacts(
      Body body,
      List<String> strings,
      boolean analyse,
      boolean constantCollections,
      Predicate<Stmt> passesInputOn) {
    this.body = body;
    this.constants = new ConstantLocals(body, strings, analyse, constantCollections);
    this.inputs = new InputReads(body, strings, analyse, passesInputOn);
    this.conflicts = new ConflictFree(body, constants, analyse);
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

  /** A value that got a name is a value as any other: only references address data by paths. */
  private boolean readsBaseDocument(Node node) {
    return node.stmt instanceof Stmt.ResetLocal
        || (node.stmt instanceof Stmt.Dot dot && isBaseDocument(dot.source()));
  }

  /** Whether it was found in data, by nothing but keys. */
  boolean isBaseDocument(Operand operand) {
    return operand instanceof Operand.Local local && baseDocuments.contains(local.index());
  }

  /** Whether the statement needs no code. */
  boolean isFree(Node node) {
    return constants.isSkipped(node) || inputs.isAbsorbed(node) || node.stmt instanceof Stmt.Nop;
  }
}
