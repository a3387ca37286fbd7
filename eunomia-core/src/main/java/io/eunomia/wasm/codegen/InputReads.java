package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Selector;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds where one body reads the input by constant keys: {@code input.caller.type} is one read of a
 * path, however many statements it takes.
 */
final class InputReads {
  private final Body body;
  private final List<String> strings;
  private final Predicate<Stmt> passesInputOn;
  private final int input;

  /** Locals that hold what is at a path, by their definition. */
  private final Map<Integer, List<String>> paths = new HashMap<>();

  private final Set<Node> absorbed = new HashSet<>();
  private final Map<Node, List<String>> reads = new HashMap<>();
  private final Set<List<String>> selected = new HashSet<>();
  private boolean whole;

  /**
   * @param look whether to look for paths; otherwise the input is used as a whole wherever it is
   * @param passesInputOn whether a call hands its first argument to a function of the plan, as its
   *     input
   */
  InputReads(Body body, List<String> strings, boolean look, Predicate<Stmt> passesInputOn) {
    this.body = body;
    this.strings = strings;
    this.passesInputOn = passesInputOn;
    this.input = body.params.get(0);
    if (look) {
      body.forEach(this::follow);
      body.forEach(this::absorb);
      body.forEach(this::keep);
    }
    for (Node node : body.of(input).reads) {
      if (node.stmt instanceof Stmt.Dispatch dispatch) {
        dispatch.selectors().forEach(this::select);
      } else {
        whole |= !(look && isStep(node, input)) && !isPassedOn(node);
      }
    }
  }

  private void select(Selector selector) {
    if (isPath(selector)) {
      selected.add(selector.path().stream().map(strings::get).toList());
    } else {
      whole |= selector.source() == input;
    }
  }

  /** Whether the selector looks at a path of the input. */
  boolean isPath(Selector selector) {
    return selector.source() == input && !selector.path().isEmpty();
  }

  /** The path that the statement reads; null if it is none of these. */
  @Nullable List<String> pathOf(Node node) {
    return reads.get(node);
  }

  /** Whether the statement is only a step on the way to what later ones read. */
  boolean isAbsorbed(Node node) {
    return absorbed.contains(node);
  }

  /** Every path that is read; the empty one if the input is used as a whole. */
  Set<List<String>> paths() {
    Set<List<String>> result = new HashSet<>(reads.values());
    result.addAll(selected);
    if (whole) {
      result.add(List.of());
    }
    return result;
  }

  private void follow(Node node) {
    if (!(node.stmt instanceof Stmt.Dot) && !(node.stmt instanceof Stmt.AssignVar)) {
      return;
    }
    int target = node.effects.writes().get(0);
    Integer source = source(node);
    if (source != null && body.definition(target) == node && isStep(node, source)) {
      List<String> path = new ArrayList<>(source == input ? List.of() : paths.get(source));
      if (node.stmt instanceof Stmt.Dot dot) {
        path.add(strings.get(((Operand.StringIndex) dot.key()).index()));
      }
      paths.put(target, path);
    }
  }

  /** Whether the statement reads a constant key of the local, or gives it another name. */
  private boolean isStep(Node node, int local) {
    Integer source = source(node);
    if (source == null || source != local || body.definition(target(node)) != node) {
      return false;
    }
    if (node.stmt instanceof Stmt.Dot dot && !(dot.key() instanceof Operand.StringIndex)) {
      return false;
    }
    if (!body.of(target(node)).mutations.isEmpty()) {
      return false;
    }
    if (local == input) {
      return true;
    }
    Node definition = body.definition(local);
    return paths.containsKey(local)
        && definition != null
        && definition.withAround(input) == node.withAround(input);
  }

  private static int target(Node node) {
    return node.effects.writes().get(0);
  }

  private static @Nullable Integer source(Node node) {
    Operand source = null;
    if (node.stmt instanceof Stmt.Dot dot) {
      source = dot.source();
    } else if (node.stmt instanceof Stmt.AssignVar assign) {
      source = assign.source();
    }
    return source instanceof Operand.Local local ? local.index() : null;
  }

  private boolean isPassedOn(Node node) {
    List<Integer> all = node.effects.reads();
    return passesInputOn.test(node.stmt) && all.get(0) == input && all.lastIndexOf(input) == 0;
  }

  private void absorb(Node node) {
    if (isStepTo(node) && isAbsorbable(node)) {
      absorbed.add(node);
    }
  }

  private boolean isStepTo(Node node) {
    return (node.stmt instanceof Stmt.Dot || node.stmt instanceof Stmt.AssignVar)
        && paths.containsKey(target(node))
        && body.definition(target(node)) == node;
  }

  /**
   * A step needs no code if all that is done with its value is to step on, and if the next step is
   * undefined where this one is, with nothing happening in between.
   */
  private boolean isAbsorbable(Node node) {
    List<Node> uses = body.of(target(node)).reads;
    if (uses.isEmpty() || !uses.stream().allMatch(use -> isStep(use, target(node)))) {
      return false;
    }
    Node check = check(node);
    return check != null
        && uses.stream().allMatch(use -> use.order >= check.order || isAlias(use))
        && uses.stream().filter(InputReads::isAlias).allMatch(this::isAbsorbable);
  }

  private static boolean isAlias(Node node) {
    return node.stmt instanceof Stmt.AssignVar;
  }

  /** The first later statement of the block that is undefined if this one's value is. */
  private @Nullable Node check(Node node) {
    List<Integer> names = new ArrayList<>(List.of(target(node)));
    List<Node> block = node.parent.nodes;
    for (int i = node.position + 1; i < block.size(); i++) {
      Node next = block.get(i);
      Integer source = source(next);
      if (source != null && names.contains(source) && isStep(next, source)) {
        if (!isAlias(next)) {
          return next;
        }
        names.add(target(next));
      } else if (!isHarmless(next)) {
        return null;
      }
    }
    return null;
  }

  private boolean isHarmless(Node node) {
    Stmt stmt = node.stmt;
    return (stmt instanceof Stmt.Dot
            || stmt instanceof Stmt.AssignVar
            || stmt instanceof Stmt.MakeNull
            || stmt instanceof Stmt.MakeNumberInt
            || stmt instanceof Stmt.MakeNumberRef)
        && body.isPrivate(target(node), node.parent);
  }

  private void keep(Node node) {
    if (!isStepTo(node) || absorbed.contains(node)) {
      return;
    }
    Integer source = source(node);
    Node before = source == null || source == input ? null : body.definition(source);
    if (before == null || absorbed.contains(before)) {
      reads.put(node, paths.get(target(node)));
    }
  }
}
