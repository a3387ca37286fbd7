package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds locals that always hold the same value: scalars, and collections that are filled with
 * constants in the block where they are made and never changed afterwards.
 */
final class ConstantLocals {
  private final Body body;
  private final List<String> strings;
  private final Set<Integer> shared;
  private final Map<Integer, Optional<Constant>> values = new HashMap<>();
  private final Set<Node> skipped = new HashSet<>();

  /**
   * @param look whether to look for any
   * @param collections whether collections may be constants; not if the plan changes collections
   *     that it did not make itself
   */
  ConstantLocals(Body body, List<String> strings, boolean look, boolean collections) {
    this.body = body;
    this.strings = strings;
    this.shared = look && collections ? changedUnderAnotherName(body) : Set.of();
    if (look) {
      find(collections);
    } else {
      body.locals().forEach(local -> values.put(local, Optional.empty()));
    }
  }

  private void find(boolean collections) {
    for (int local : body.locals()) {
      Node definition = body.definition(local);
      if (definition == null || (isCollection(definition.stmt) && !collections)) {
        values.put(local, Optional.empty());
      }
    }
    for (int local : body.locals()) {
      Node definition = body.definition(local);
      if (definition != null && valueOf(local) != null) {
        skipped.add(definition);
        skipped.addAll(body.of(local).mutations);
      }
    }
  }

  /** Whether a body changes collections in place that may come from elsewhere. */
  static boolean changesForeignCollections(Body body) {
    for (int local : body.locals()) {
      Body.Occurrences occurrences = body.of(local);
      boolean made =
          !body.params.contains(local)
              && (occurrences.writes.stream().allMatch(node -> isMaker(node.stmt))
                  || occurrences.mutations.stream()
                      .allMatch(node -> isOfMaker(node, occurrences.writes)));
      if (!occurrences.mutations.isEmpty() && !made) {
        return true;
      }
    }
    return false;
  }

  /** Whether the last statement that gave the local its value certainly was a maker. */
  private static boolean isOfMaker(Node mutation, List<Node> writes) {
    Node last = null;
    for (Node write : writes) {
      if (write.parent.contains(mutation) && write.order < mutation.order) {
        last = write;
      }
    }
    if (last == null || !isMaker(last.stmt)) {
      return false;
    }
    for (Node write : writes) {
      if (write.order > last.order && last.parent.contains(write) && !isMaker(write.stmt)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMaker(Stmt stmt) {
    return isCollection(stmt)
        || stmt instanceof Stmt.ObjectMerge
        || stmt instanceof Stmt.AssignVar
        || stmt instanceof Stmt.AssignVarOnce
        || stmt instanceof Stmt.ResetLocal;
  }

  private static boolean isCollection(Stmt stmt) {
    return stmt instanceof Stmt.MakeArray
        || stmt instanceof Stmt.MakeObject
        || stmt instanceof Stmt.MakeSet;
  }

  /** The local's constant value; null if it has none. */
  @Nullable Constant valueOf(int local) {
    Optional<Constant> known = values.get(local);
    if (known == null) {
      Node definition = body.definition(local);
      known = definition == null ? Optional.empty() : compute(local, definition);
      values.put(local, known);
    }
    return known.orElse(null);
  }

  /** The operand's constant value; null if it has none. */
  @Nullable Constant valueOf(Operand operand) {
    if (operand instanceof Operand.Local local) {
      return valueOf(local.index());
    } else if (operand instanceof Operand.StringIndex string) {
      return new Constant.Str(strings.get(string.index()));
    }
    return new Constant.Bool(((Operand.Bool) operand).value());
  }

  /** Whether the statement did nothing but make a constant. */
  boolean isSkipped(Node node) {
    return skipped.contains(node);
  }

  private Optional<Constant> compute(int local, Node definition) {
    Stmt stmt = definition.stmt;
    if (isCollection(stmt)) {
      return shared.contains(local)
          ? Optional.empty()
          : Optional.ofNullable(collection(definition));
    } else if (!body.of(local).mutations.isEmpty()) {
      return Optional.empty();
    } else if (stmt instanceof Stmt.MakeNull) {
      return Optional.of(new Constant.Null());
    } else if (stmt instanceof Stmt.MakeNumberInt number) {
      return Optional.of(Constant.Num.of(number.value()));
    } else if (stmt instanceof Stmt.AssignInt number) {
      return Optional.of(Constant.Num.of(number.value()));
    } else if (stmt instanceof Stmt.MakeNumberRef number) {
      return Optional.of(new Constant.Num(strings.get(number.index())));
    } else if (stmt instanceof Stmt.AssignVar assign) {
      return Optional.ofNullable(valueOf(assign.source()));
    }
    return Optional.empty();
  }

  private @Nullable Constant collection(Node definition) {
    int local = definition.effects.writes().get(0);
    Body.Occurrences occurrences = body.of(local);
    int lastMutation = occurrences.mutations.stream().mapToInt(node -> node.order).max().orElse(-1);
    boolean madeBeforeRead = occurrences.reads.stream().allMatch(n -> n.order > lastMutation);
    boolean madeInOneBlock =
        occurrences.mutations.stream().allMatch(n -> n.parent == definition.parent);
    if (!madeBeforeRead || !madeInOneBlock) {
      return null;
    }
    if (definition.stmt instanceof Stmt.MakeArray) {
      return array(occurrences.mutations);
    } else if (definition.stmt instanceof Stmt.MakeObject) {
      return object(occurrences.mutations);
    }
    return set(occurrences.mutations);
  }

  private @Nullable Constant array(List<Node> appends) {
    List<Constant> elements = new ArrayList<>();
    for (Node node : appends) {
      Constant value =
          node.stmt instanceof Stmt.ArrayAppend append ? valueOf(append.value()) : null;
      if (value == null) {
        return null;
      }
      elements.add(value);
    }
    return new Constant.Arr(elements);
  }

  private @Nullable Constant set(List<Node> adds) {
    Map<Constant, Constant> elements = new TreeMap<>();
    for (Node node : adds) {
      Constant value = node.stmt instanceof Stmt.SetAdd add ? valueOf(add.value()) : null;
      if (value == null || !isAlone(elements.put(value, value), value)) {
        return null;
      }
    }
    return new Constant.SetOf(List.copyOf(elements.values()));
  }

  private @Nullable Constant object(List<Node> inserts) {
    Map<Constant, Constant.Entry> entries = new TreeMap<>();
    for (Node node : inserts) {
      boolean once = node.stmt instanceof Stmt.ObjectInsertOnce;
      Constant key = null;
      Constant value = null;
      if (node.stmt instanceof Stmt.ObjectInsert insert) {
        key = valueOf(insert.key());
        value = valueOf(insert.value());
      } else if (node.stmt instanceof Stmt.ObjectInsertOnce insert) {
        key = valueOf(insert.key());
        value = valueOf(insert.value());
      }
      if (key == null || value == null) {
        return null;
      }
      Constant.Entry before = entries.get(key);
      Constant.Entry entry = new Constant.Entry(before == null ? key : before.key(), value);
      // A conflict is the runtime's to report.
      if (once && !isAlone(before, entry)) {
        return null;
      }
      entries.put(key, entry);
    }
    return new Constant.Obj(List.copyOf(entries.values()));
  }

  private static <T> boolean isAlone(@Nullable T previous, T value) {
    return previous == null || previous.equals(value);
  }

  /** Locals whose collection is changed through another local, if one statement assigned it. */
  private static Set<Integer> changedUnderAnotherName(Body body) {
    Set<Integer> changed = new HashSet<>();
    for (int local : body.locals()) {
      if (!body.of(local).mutations.isEmpty()) {
        addSources(body, local, changed);
      }
    }
    return changed;
  }

  private static void addSources(Body body, int local, Set<Integer> changed) {
    for (Node write : body.of(local).writes) {
      if (write.stmt instanceof Stmt.AssignVar
          || write.stmt instanceof Stmt.AssignVarOnce
          || write.stmt instanceof Stmt.ObjectMerge) {
        for (int source : write.effects.reads()) {
          if (source != local && changed.add(source)) {
            addSources(body, source, changed);
          }
        }
      }
    }
  }
}
