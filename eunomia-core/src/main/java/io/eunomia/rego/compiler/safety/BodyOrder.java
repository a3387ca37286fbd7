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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    Rounds rounds = new Rounds(body, globals);
    while (rounds.place(false) || rounds.place(true)) {
      // Each round may have bound what another expression waits for.
    }
    rounds.reportLeft();
    return closures(rounds.ordered, globals);
  }

  /** A body whose expressions are put into their places, round by round. */
  private final class Rounds {
    final List<Expr> ordered = new ArrayList<>();
    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private final Map<String, List<Waiting>> waitingFor = new HashMap<>();
    private final Set<String> safe;

    Rounds(List<Expr> body, Set<String> globals) {
      this.safe = new HashSet<>(globals);
      Set<String> bodyVars = Variables.needed(body);
      for (Expr expr : body) {
        Waiting next = new Waiting(expr, bodyVars, globals);
        waiting.add(next);
        for (String name : next.missing(Set.of(), safe)) {
          waitingFor.computeIfAbsent(name, key -> new ArrayList<>()).add(next);
        }
      }
    }

    /**
     * Moves what is ready.
     *
     * @param hoisted whether what a negated call binds in its arguments counts, as they get lines
     *     of their own before it; OPA forgets to refuse that where a closure is among them
     * @return whether anything was
     */
    boolean place(boolean hoisted) {
      int before = ordered.size();
      for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
        Waiting next = each.next();
        if (hoisted ? !next.closesOver() : !next.isWorthATry) {
          continue;
        }
        next.isWorthATry = false;
        Set<String> bound = outputs.of(next.expr, safe::contains);
        Set<String> helps = hoisted ? outputs.ofNegatedCall(next.expr, safe::contains) : bound;
        if (next.isReady(helps, safe)) {
          each.remove();
          ordered.add(next.expr);
          bound.forEach(this::bind);
        }
      }
      return ordered.size() > before;
    }

    private void bind(String name) {
      if (safe.add(name)) {
        waitingFor.getOrDefault(name, List.of()).forEach(next -> next.isWorthATry = true);
      }
    }

    void reportLeft() {
      for (Waiting left : waiting) {
        unsafe.add(left.expr, left.missing(outputs.of(left.expr, safe::contains), safe));
      }
    }
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

    /** Whether something that it misses was bound since it was last looked at. */
    boolean isWorthATry = true;

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
          comprehension,
          Comprehensions.results(comprehension),
          order(comprehension.body(), knownIn(comprehension.body())));
    }

    /** What is known and matters: copying all of it for each closure would take too long. */
    private Set<String> knownIn(List<Expr> body) {
      Variables mentioned = new Variables();
      mentioned.walk(body);
      mentioned.names().retainAll(known);
      return mentioned.names();
    }

    @Override
    public Expr every(Expr.Every every) {
      Set<String> inside = knownIn(every.body());
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
