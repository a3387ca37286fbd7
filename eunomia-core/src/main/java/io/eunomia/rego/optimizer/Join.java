package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Leaving;
import io.eunomia.rego.ir.flow.Node;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A scan of which only those elements matter that have a certain key: before anything else happens
 * to an element, something of it is compared with what is the same for all of them.
 *
 * @param function the name of the index over the collection
 * @param input the local that holds the input
 * @param data the local that holds data
 * @param toWanted finds what the key must be, before the scan
 * @param wanted what the key must be
 * @param perEvaluation whether an index is worth its making in every evaluation
 */
record Join(
    String function,
    int input,
    int data,
    List<Stmt> toWanted,
    Operand wanted,
    boolean perEvaluation) {
  /** Copies the statements. */
  Join {
    toWanted = List.copyOf(toWanted);
  }

  /** Looks at the scans of one function. */
  static final class Finder {
    private final Body body;
    private final Set<String> rules;
    private final IndexFunctions indexes;
    private final IntSupplier newLocal;
    private final int input;
    private final int data;
    private final boolean isUsable;

    /**
     * @param rules the functions of input and data alone
     * @param indexes where new functions go
     * @param newLocal gives a local that the function does not use
     */
    Finder(Body body, Set<String> rules, IndexFunctions indexes, IntSupplier newLocal) {
      this.body = body;
      this.rules = rules;
      this.indexes = indexes;
      this.newLocal = newLocal;
      input = body.params.get(0);
      data = body.params.get(1);
      isUsable = isOnlyReplaced(input) && isOnlyReplaced(data);
    }

    private boolean isOnlyReplaced(int param) {
      return body.of(param).mutations.isEmpty()
          && body.of(param).writes.stream().allMatch(node -> node.stmt instanceof Stmt.WithStmt);
    }

    /** What is known of the scan; null if all its elements must be looked at. */
    @Nullable Join find(Node node) {
      if (!isUsable || !(node.stmt instanceof Stmt.Scan scan) || !isPrivate(scan, node)) {
        return null;
      }
      Join constant = null;
      for (Node each : node.blocks.get(0).nodes) {
        if (each.stmt instanceof Stmt.Equal equal) {
          Join join = find(node, scan, equal.a(), equal.b());
          join = join == null ? find(node, scan, equal.b(), equal.a()) : join;
          if (join != null && join.wanted() instanceof Operand.Local) {
            return join;
          }
          constant = constant == null ? join : constant;
        }
        if (!isTest(each) && !isStep(each, node.blocks.get(0))) {
          break;
        }
      }
      return constant;
    }

    /** Whether nobody sees the last element behind the scan. */
    private boolean isPrivate(Stmt.Scan scan, Node node) {
      return isPrivate(scan.key(), node) && isPrivate(scan.value(), node);
    }

    private boolean isPrivate(int local, Node node) {
      Body.Occurrences all = body.of(local);
      return all.mutations.isEmpty()
          && all.reads.stream().allMatch(node.blocks.get(0)::contains)
          && (all.reads.isEmpty() || body.definition(local) == node);
    }

    private static boolean isTest(Node node) {
      Stmt stmt = node.stmt;
      return stmt instanceof Stmt.Equal
          || stmt instanceof Stmt.NotEqual
          || stmt instanceof Stmt.IsArray
          || stmt instanceof Stmt.IsObject
          || stmt instanceof Stmt.IsSet
          || stmt instanceof Stmt.IsDefined
          || stmt instanceof Stmt.IsUndefined
          || stmt instanceof Stmt.Nop;
    }

    /** Whether all that the statement does is for the element at hand. */
    private boolean isStep(Node node, Node.Sequence block) {
      Stmt stmt = node.stmt;
      if (stmt instanceof Stmt.Dot
          || stmt instanceof Stmt.AssignVar
          || stmt instanceof Stmt.MakeNull
          || stmt instanceof Stmt.MakeNumberInt
          || stmt instanceof Stmt.MakeNumberRef
          || stmt instanceof Stmt.Len) {
        int target = node.effects.writes().get(0);
        return body.isPrivate(target, block) && body.definition(target) == node;
      }
      return false;
    }

    private @Nullable Join find(Node node, Stmt.Scan scan, Operand key, Operand same) {
      if (!(key instanceof Operand.Local)) {
        return null;
      }
      Node.Sequence block = node.blocks.get(0);
      Slice toWanted =
          new Slice(
              body,
              definition -> definition.parent == block && !(definition.stmt instanceof Stmt.Call),
              local -> isFromOutside(local, node) ? local : null,
              newLocal);
      Operand wanted = toWanted.operand(same);
      boolean[] ofInput = new boolean[1];
      IntSupplier next = counter(IndexFunctions.FIRST_FREE);
      Slice toSource =
          new Slice(body, definition -> isSource(definition, node), at -> param(at, ofInput), next);
      Operand source = toSource.operand(Operand.local(scan.source()));
      if (wanted == null || !(source instanceof Operand.Local collection)) {
        return null;
      }
      boolean[] ofElement = new boolean[1];
      Slice toKey =
          new Slice(
              body,
              definition ->
                  definition.parent == block
                      ? !(definition.stmt instanceof Stmt.Call)
                      : isSource(definition, node),
              local -> {
                Integer part = element(local, scan);
                ofElement[0] |= part != null;
                return part == null ? param(local, ofInput) : part;
              },
              next);
      Operand found = toKey.operand(key);
      if (found == null || !ofElement[0]) {
        return null;
      }
      boolean again = mayRunOften(node);
      if (ofInput[0] && !again) {
        return null;
      }
      boolean keyed = !body.of(scan.key()).reads.isEmpty();
      String function =
          indexes.of(toSource.statements(), collection.index(), toKey.statements(), found, keyed);
      return new Join(function, input, data, toWanted.statements(), wanted, again);
    }

    /** What the local is of an element, by whatever name; null if it is neither. */
    private @Nullable Integer element(int local, Stmt.Scan scan) {
      if (local == scan.key() || local == scan.value()) {
        return local == scan.key() ? IndexFunctions.KEY : IndexFunctions.VALUE;
      }
      Node definition = body.definition(local);
      return definition != null
              && definition.stmt instanceof Stmt.AssignVar assign
              && assign.source() instanceof Operand.Local source
          ? element(source.index(), scan)
          : null;
    }

    private static IntSupplier counter(int first) {
      int[] next = {first};
      return () -> next[0]++;
    }

    /** Rules are called with the input whether they read it or not; that they do is seen later. */
    private @Nullable Integer param(int local, boolean[] ofInput) {
      if (local == input) {
        ofInput[0] = true;
        return IndexFunctions.INPUT;
      }
      return local == data ? IndexFunctions.DATA : null;
    }

    /** Whether the local has its value before the scan begins, and keeps it. */
    private boolean isFromOutside(int local, Node scan) {
      if (body.params.contains(local)) {
        return true;
      }
      Node definition = body.definition(local);
      return definition != null
          && definition != scan
          && !scan.blocks.get(0).contains(definition)
          && body.of(local).mutations.stream().allMatch(node -> node.order < scan.order);
    }

    /** Whether a statement can be repeated in a function of the same input and data. */
    private boolean isSource(Node definition, Node scan) {
      boolean sees =
          definition.withAround(input) == scan.withAround(input)
              && definition.withAround(data) == scan.withAround(data);
      if (definition.stmt instanceof Stmt.Call call) {
        return sees
            && rules.contains(call.func())
            && call.args().equals(List.of(Operand.local(input), Operand.local(data)));
      }
      return sees;
    }

    /** Whether the whole scan is done again and again, for the same input and data. */
    private boolean mayRunOften(Node scan) {
      return scan.withAround(input) == null
          && scan.withAround(data) == null
          && (scan.inLoop() || body.params.size() > 2)
          && !Leaving.leaves(scan.blocks.get(0), 0);
    }
  }
}
