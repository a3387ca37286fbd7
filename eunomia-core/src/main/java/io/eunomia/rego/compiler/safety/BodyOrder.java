package io.eunomia.rego.compiler.safety;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.walk.Comprehensions;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import io.eunomia.rego.compiler.walk.Variables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Orders the expressions of a body, and of the closures in it, so that each comes after those that
 * bind what it needs. Those that need nothing of one another stay in their order.
 */
final class BodyOrder {
  private final OutputVars outputs;
  private final UnsafeVars unsafe;

  BodyOrder(OutputVars outputs, UnsafeVars unsafe) {
    this.outputs = outputs;
    this.unsafe = unsafe;
  }

  /**
   * The body in order. What cannot be ordered is reported to the unsafe variables and left out.
   *
   * @param globals what is bound before the body
   */
  List<Expr> order(List<Expr> body, Set<String> globals) {
    Set<String> bodyVars = Variables.needed(body);
    List<Waiting> waiting = new ArrayList<>();
    for (Expr expr : body) {
      waiting.add(new Waiting(expr, bodyVars, globals));
    }
    Set<String> safe = new LinkedHashSet<>(globals);
    List<Expr> ordered = new ArrayList<>();
    while (place(waiting, ordered, safe, false) || place(waiting, ordered, safe, true)) {
      // Each round may have bound what another expression waits for.
    }
    for (Waiting left : waiting) {
      unsafe.add(left.expr, left.missing(outputs.of(left.expr, safe), safe));
    }
    return closures(ordered, globals);
  }

  /**
   * Moves what is ready.
   *
   * @param hoisted whether what a negated call binds in its arguments counts, as they get lines of
   *     their own before it; OPA forgets to refuse that where a closure is among them
   * @return whether anything was
   */
  private boolean place(
      List<Waiting> waiting, List<Expr> ordered, Set<String> safe, boolean hoisted) {
    int before = ordered.size();
    for (Waiting next : List.copyOf(waiting)) {
      Set<String> bound = outputs.of(next.expr, safe);
      boolean isReady =
          hoisted
              ? next.closesOver() && next.isReady(outputs.ofNegatedCall(next.expr, safe), safe)
              : next.isReady(bound, safe);
      if (isReady) {
        waiting.remove(next);
        ordered.add(next.expr);
        safe.addAll(bound);
      }
    }
    return ordered.size() > before;
  }

  private List<Expr> closures(List<Expr> ordered, Set<String> globals) {
    Set<String> known = new HashSet<>(globals);
    List<Expr> result = new ArrayList<>();
    for (Expr expr : ordered) {
      result.add(new Closures(expr, known).expr(expr));
      known.addAll(Variables.needed(expr));
    }
    return result;
  }

  /** An expression that is not in its place yet, and what it needs. */
  private static final class Waiting {
    final Expr expr;
    private final Set<String> needs;
    private final Set<String> closureNeeds;

    Waiting(Expr expr, Set<String> bodyVars, Set<String> globals) {
      this.expr = expr;
      this.needs = new LinkedHashSet<>(Variables.needed(expr));
      needs.removeAll(globals);
      this.closureNeeds = closureVars(expr);
      // What the body does not mention itself is the closure's own.
      closureNeeds.retainAll(bodyVars);
      closureNeeds.removeAll(globals);
    }

    boolean closesOver() {
      return !closureNeeds.isEmpty();
    }

    boolean isReady(Set<String> bound, Set<String> safe) {
      return missing(bound, safe).isEmpty() && safe.containsAll(closureNeeds);
    }

    Set<String> missing(Set<String> bound, Set<String> safe) {
      Set<String> missing = new LinkedHashSet<>(needs);
      missing.removeAll(bound);
      missing.addAll(closureNeeds);
      missing.removeAll(safe);
      return missing;
    }

    private static Set<String> closureVars(Expr expr) {
      Variables variables = new Variables();
      new AstVisitor() {
        @Override
        protected boolean enter(Node node) {
          if (node instanceof Comprehension comprehension) {
            variables.walk(comprehension);
            return false;
          } else if (node instanceof Expr.Every every) {
            variables.walk(every.body());
            walk(every.domain());
            return false;
          }
          return true;
        }
      }.walk(expr);
      return new LinkedHashSet<>(variables.names());
    }
  }

  /** Orders the bodies inside one expression. */
  private final class Closures extends TreeRewriter {
    private final Expr expr;
    private final Set<String> known;

    Closures(Expr expr, Set<String> known) {
      this.expr = expr;
      this.known = known;
    }

    @Override
    public Term comprehension(Comprehension comprehension) {
      Set<String> results =
          new LinkedHashSet<>(Variables.of(Comprehensions.results(comprehension)));
      results.removeAll(known);
      results.removeAll(Variables.needed(comprehension.body()));
      if (!results.isEmpty()) {
        unsafe.add(expr, results);
      }
      return Comprehensions.with(
          comprehension, Comprehensions.results(comprehension), order(comprehension.body(), known));
    }

    @Override
    public Expr every(Expr.Every every) {
      Set<String> inside = new HashSet<>(known);
      if (every.key() != null) {
        inside.add(every.key().name());
      }
      inside.add(every.value().name());
      return new Expr.Every(
          every.key(),
          every.value(),
          term(every.domain()),
          order(every.body(), inside),
          every.withs(),
          every.span());
    }
  }
}
