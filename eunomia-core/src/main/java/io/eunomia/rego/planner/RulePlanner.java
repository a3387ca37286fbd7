package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The definitions of one rule or function: what of them holds is put into a local. */
final class RulePlanner {
  private final Frame frame;

  RulePlanner(Frame frame) {
    this.frame = frame;
  }

  /**
   * A rule with one value, or a function. Definitions that give different values are a conflict; if
   * all can give only one and the same, the first that holds ends it, in the order of OPA's index.
   */
  void single(List<Rule> rules, List<Operand> args, int result) {
    Emitter out = frame.out;
    List<Rule> definitions = rules.stream().filter(r -> !r.isDefault()).toList();
    boolean constant = isConstant(definitions);
    out.attempt(
        () -> {
          Emitter.Exit all = out.exit();
          for (Rule rule : constant ? IndexOrder.of(definitions, frame.rules) : definitions) {
            definition(rule, args, result, constant ? all : null);
          }
        });
    rules.stream().filter(Rule::isDefault).forEach(rule -> fallback(rule, args, result));
  }

  /** A set: what each definition adds to it. */
  void set(List<Rule> rules, int result) {
    Emitter out = frame.out;
    out.add(new Stmt.MakeSet(result, out.location()));
    for (Rule rule : rules) {
      branch(
          rule,
          () -> {
            frame.probes.holds(rule, false);
            out.at(rule.head().span());
            Operand key = frame.terms.plan(Objects.requireNonNull(rule.head().key()));
            out.add(new Stmt.SetAdd(key, result, out.location()));
          });
    }
  }

  private void fallback(Rule rule, List<Operand> args, int result) {
    Emitter out = frame.out;
    out.attempt(
        () -> {
          out.at(rule.head().span());
          out.add(new Stmt.IsUndefined(result, out.location()));
          parameters(rule, args);
          frame.probes.begins(rule);
          frame.bodies.plan(
              rule.body(),
              () -> {
                frame.probes.holds(rule, false);
                out.assign(frame.terms.plan(value(rule)), result);
              });
        });
    frame.probes.ends(rule);
  }

  private void definition(Rule rule, List<Operand> args, int result, Emitter.@Nullable Exit exit) {
    Emitter out = frame.out;
    frame.scope.nested(
        () ->
            out.attempt(
                () -> {
                  out.at(rule.head().span());
                  parameters(rule, args);
                  if (rule.elses().isEmpty()) {
                    frame.probes.begins(rule);
                    frame.bodies.plan(
                        body(rule),
                        frame.probes.cases(rule),
                        () -> assign(rule, rule.head().span(), value(rule), result, exit));
                  } else {
                    chain(rule, result, exit);
                  }
                }));
    if (rule.elses().isEmpty()) {
      frame.probes.ends(rule);
    }
  }

  private IndexTests index(Rule rule) {
    return new IndexTests(frame.rules, rule);
  }

  /** A body and its {@code else} branches: each is tried if none before it gave a value. */
  private void chain(Rule rule, int result, Emitter.@Nullable Exit exit) {
    Emitter out = frame.out;
    int chosen = out.newLocal();
    out.reset(chosen);
    branch(rule, () -> assign(rule, rule.head().span(), value(rule), chosen, null));
    for (Else branch : rule.elses()) {
      frame.scope.nested(
          () ->
              out.attempt(
                  () -> {
                    out.at(branch.span());
                    out.add(new Stmt.IsUndefined(chosen, out.location()));
                    frame.probes.begins(branch);
                    frame.bodies.plan(
                        branch.body(),
                        () -> assign(branch, branch.span(), branch.value(), chosen, null));
                  }));
      frame.probes.ends(branch);
    }
    out.at(rule.head().span());
    out.add(new Stmt.IsDefined(chosen, out.location()));
    out.assignOnce(Operand.local(chosen), result);
    if (exit != null) {
      out.leave(exit);
    }
  }

  private void assign(
      Node definition, Span place, Term value, int target, Emitter.@Nullable Exit exit) {
    Emitter out = frame.out;
    frame.probes.holds(definition, exit != null && out.leaves(exit));
    out.at(place);
    out.assignOnce(frame.terms.plan(value), target);
    if (exit != null) {
      out.leave(exit);
    }
  }

  /** A body in a block and a scope of its own. */
  void branch(Rule rule, Runnable then) {
    List<Expr> body = body(rule);
    Runnable cases = frame.probes.cases(rule);
    frame.probes.begins(rule);
    frame.scope.nested(() -> frame.out.attempt(() -> frame.bodies.plan(body, cases, then)));
    frame.probes.ends(rule);
  }

  private List<Expr> body(Rule rule) {
    return frame.probes.ordered(rule, CheapTests.first(rule.body(), index(rule)));
  }

  private void parameters(Rule rule, List<Operand> args) {
    List<Term> patterns = rule.head().args();
    if (patterns != null) {
      for (int i = 0; i < patterns.size(); i++) {
        frame.unify.value(patterns.get(i), args.get(i));
      }
    }
  }

  private static Term value(Rule rule) {
    return Objects.requireNonNull(rule.head().value());
  }

  private static boolean isConstant(List<Rule> definitions) {
    List<Term> values =
        definitions.stream()
            .flatMap(r -> Stream.concat(Stream.of(value(r)), r.elses().stream().map(Else::value)))
            .distinct()
            .toList();
    return values.size() == 1 && values.get(0).isScalar();
  }
}
