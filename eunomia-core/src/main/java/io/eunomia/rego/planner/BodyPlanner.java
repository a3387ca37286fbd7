package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bodies, condition by condition: what follows a condition is planned where its solutions are,
 * inside its scans. A condition that has no solution leaves the block.
 */
final class BodyPlanner {
  private final Frame frame;

  BodyPlanner(Frame frame) {
    this.frame = frame;
  }

  /** Plans a body; {@code then} is planned where all of it holds. */
  void plan(List<Expr> body, Runnable then) {
    plan(body, () -> {}, then);
  }

  /** The same; {@code between} is planned before each condition too. */
  void plan(List<Expr> body, Runnable between, Runnable then) {
    Frame.Place place = frame.place();
    @Nullable Probe[] last = new Probe[1];
    for (Expr expr : body) {
      // What follows is not planned from inside of this, as bodies may be long.
      List<Frame.Place> solution = new ArrayList<>();
      frame.at(
          place,
          () -> {
            between.run();
            last[0] = frame.probes.before(expr, last[0]);
            expr(expr, () -> solution.add(frame.place()));
          });
      if (solution.isEmpty()) {
        // It ends the evaluation, so that nothing follows.
        return;
      }
      place = solution.get(0);
    }
    frame.at(
        place,
        () -> {
          between.run();
          then.run();
        });
  }

  private void expr(Expr expr, Runnable then) {
    frame.out.at(expr.span());
    if (expr.withs().isEmpty()) {
      replaced(expr, then);
    } else {
      frame.withs.plan(expr.withs(), inside -> replaced(expr, inside), then);
    }
  }

  private void replaced(Expr expr, Runnable then) {
    frame.probes.within(expr);
    unmodified(expr, then);
  }

  private void unmodified(Expr expr, Runnable then) {
    if (expr instanceof Expr.Every every) {
      every(every);
      then.run();
    } else if (expr instanceof Expr.Literal literal) {
      if (literal.negated()) {
        negated(literal);
        then.run();
      } else {
        condition(literal.term(), then);
      }
    } else {
      throw new IllegalStateException("not in normal form: " + expr.span());
    }
  }

  /**
   * A scan runs to its end whether or not anything was found, so what is found is remembered, and
   * asked for at the end of the negated block.
   */
  private void negated(Expr.Literal literal) {
    Emitter out = frame.out;
    frame.scope.nested(
        () -> {
          Block block =
              out.block(
                  () -> {
                    int found = out.newLocal();
                    out.reset(found);
                    frame.probes.begins(literal);
                    out.attempt(
                        () -> {
                          Emitter.Exit exit = out.exit();
                          condition(
                              literal.term(),
                              () -> {
                                frame.probes.holds(literal, out.leaves(exit));
                                out.assign(new Operand.Bool(true), found);
                                out.leave(exit);
                              });
                        });
                    frame.probes.ends(literal);
                    out.add(new Stmt.IsDefined(found, out.location()));
                  });
          out.add(new Stmt.Not(block, out.location()));
        });
  }

  private void condition(Term term, Runnable then) {
    if (term instanceof Call call) {
      if (frame.calls.isPlain(call, "eq")) {
        equation(call.args().get(0), call.args().get(1), then);
      } else if (frame.calls.comparison(call)) {
        then.run();
      } else {
        frame.calls.plan(call, value -> holds(value, then));
      }
    } else if (term instanceof Ref ref) {
      frame.refs.plan(ref, value -> holds(value, then));
    } else {
      holds(frame.terms.plan(term), then);
    }
  }

  private void holds(Operand value, Runnable then) {
    frame.out.requireTrue(value);
    then.run();
  }

  private void equation(Term a, Term b, Runnable then) {
    if (isProducer(a)) {
      values(a, value -> unify(b, value, then));
    } else if (isProducer(b)) {
      values(b, value -> unify(a, value, then));
    } else {
      frame.unify.patterns(a, b);
      then.run();
    }
  }

  private static boolean isProducer(Term term) {
    return term instanceof Ref || term instanceof Call || term instanceof Comprehension;
  }

  /** Each value of a term that is looked up or computed. */
  private void values(Term producer, Consumer<Operand> then) {
    if (producer instanceof Ref ref) {
      frame.refs.plan(ref, then);
    } else if (producer instanceof Call call) {
      frame.calls.plan(call, then);
    } else {
      then.accept(frame.terms.plan(producer));
    }
  }

  private void unify(Term pattern, Operand value, Runnable then) {
    if (isProducer(pattern)) {
      values(
          pattern,
          other -> {
            frame.out.equal(value, other);
            then.run();
          });
      return;
    }
    frame.unify.value(pattern, value);
    then.run();
  }

  /**
   * Holds unless an element is found for which the body does not; what is no collection has no
   * elements to hold for.
   */
  private void every(Expr.Every every) {
    Emitter out = frame.out;
    Operand domain = frame.terms.plan(every.domain());
    out.attempt(
        () -> {
          out.attempt(() -> accept(new Stmt.IsArray(domain, out.location())));
          out.attempt(() -> accept(new Stmt.IsObject(domain, out.location())));
          out.attempt(() -> accept(new Stmt.IsSet(domain, out.location())));
          out.add(new Stmt.Break(1, out.location()));
        });
    int violated = out.newLocal();
    out.reset(violated);
    out.attempt(
        () -> {
          Emitter.Exit exit = out.exit();
          frame.refs.scan(domain, (key, value) -> element(every, key, value, violated, exit));
        });
    out.add(new Stmt.IsUndefined(violated, out.location()));
  }

  /** Leaves the alternatives if the test holds. */
  private void accept(Stmt test) {
    frame.out.add(test);
    frame.out.add(new Stmt.Break(1, frame.out.location()));
  }

  private void element(
      Expr.Every every, Operand key, Operand value, int violated, Emitter.Exit exit) {
    Emitter out = frame.out;
    if (every.key() != null) {
      frame.scope.bind(every.key(), key);
    }
    frame.scope.bind(every.value(), value);
    int holds = out.newLocal();
    out.reset(holds);
    frame.probes.begins(every);
    frame.scope.nested(
        () ->
            out.attempt(
                () -> {
                  Emitter.Exit found = out.exit();
                  plan(
                      every.body(),
                      () -> {
                        frame.probes.holds(every, out.leaves(found));
                        out.assign(new Operand.Bool(true), holds);
                        out.leave(found);
                      });
                }));
    frame.probes.ends(every);
    out.add(new Stmt.IsUndefined(holds, out.location()));
    out.assign(new Operand.Bool(true), violated);
    out.leave(exit);
  }
}
