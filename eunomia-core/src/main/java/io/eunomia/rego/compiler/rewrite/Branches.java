package io.eunomia.rego.compiler.rewrite;

import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Moves terms of heads into the bodies that go with them. */
final class Branches {
  private Branches() {}

  /** A term in its new form, having added to a list what must be evaluated before it. */
  @FunctionalInterface
  interface Mover extends BiFunction<Term, List<Expr>, Term> {}

  /**
   * Applies movers to a rule: parameters first, whose expressions go to the end of every branch's
   * body, then steps of the ref, key, value and the values of the branches, each to its own.
   */
  static Rule move(Rule rule, Mover parameter, Mover step, Mover value) {
    Head head = rule.head();
    List<Expr> shared = new ArrayList<>();
    List<Term> args = head.args() == null ? null : each(head.args(), parameter, shared);
    List<Expr> body = joined(rule.body(), shared);
    Ref ref = new Ref(head.ref().head(), each(head.ref().path(), step, body), head.ref().span());
    Term key = optional(head.key(), value, body);
    Term result = optional(head.value(), value, body);
    Head moved = new Head(ref, args, key, result, head.assign(), head.written(), head.span());
    List<Else> elses = new ArrayList<>();
    for (Else branch : rule.elses()) {
      List<Expr> own = joined(branch.body(), shared);
      Term branchValue = value.apply(branch.value(), own);
      elses.add(new Else(branchValue, own, branch.assign(), branch.written(), branch.span()));
    }
    return new Rule(rule.isDefault(), moved, body, elses, rule.span());
  }

  private static List<Expr> joined(List<Expr> body, List<Expr> more) {
    List<Expr> joined = new ArrayList<>(body);
    joined.addAll(more);
    return joined;
  }

  private static List<Term> each(List<Term> terms, Mover mover, List<Expr> support) {
    return terms.stream().map(term -> mover.apply(term, support)).toList();
  }

  private static @Nullable Term optional(@Nullable Term term, Mover mover, List<Expr> support) {
    return term == null ? null : mover.apply(term, support);
  }

  /** The same rule with all its bodies rewritten. */
  static Rule bodies(Rule rule, UnaryOperator<List<Expr>> rewrite) {
    List<Else> elses =
        rule.elses().stream()
            .map(
                branch ->
                    new Else(
                        branch.value(),
                        rewrite.apply(branch.body()),
                        branch.assign(),
                        branch.written(),
                        branch.span()))
            .toList();
    return new Rule(rule.isDefault(), rule.head(), rewrite.apply(rule.body()), elses, rule.span());
  }
}
