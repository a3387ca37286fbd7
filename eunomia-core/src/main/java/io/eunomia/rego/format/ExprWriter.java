package io.eunomia.rego.format;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import io.eunomia.rego.format.Signs.Sign;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes expressions and the bodies of rules. */
final class ExprWriter {
  private final Page page;
  private final TermWriter terms;
  private final CompositeWriter composites;

  ExprWriter(Page page, TermWriter terms, CompositeWriter composites) {
    this.page = page;
    this.terms = terms;
    this.composites = composites;
  }

  /**
   * A line each; blank lines between them are kept, several as one.
   *
   * @param guarded whether a bar at the start would make a comprehension of the braces around it
   */
  void body(List<Expr> body, boolean guarded) {
    page.reach(Rows.of(body.get(0)));
    for (int i = 0; i < body.size(); i++) {
      Expr expr = body.get(i);
      if (i > 0 && Rows.of(expr) - Rows.end(body.get(i - 1)) > 1) {
        page.blankLine();
      }
      page.startLine();
      write(expr, guarded && i == 0, i > 0);
      page.endLine();
    }
  }

  /** An expression with its modifiers, on the line of what stands before it. */
  void write(Expr expr) {
    write(expr, false, false);
  }

  private void write(Expr expr, boolean guarded, boolean below) {
    page.reach(Rows.of(expr));
    page.ensureLine();
    int start = page.length();
    if (expr instanceof Expr.Literal literal) {
      page.text(literal.negated() ? "not " : "");
      literal(literal.term(), guarded && !literal.negated());
    } else if (expr instanceof Expr.Some some) {
      some(some);
    } else if (expr instanceof Expr.SomeIn some) {
      page.text("some ");
      terms.membership(
          Stream.of(some.key(), some.value(), some.domain()).filter(Objects::nonNull).toList());
    } else if (expr instanceof Expr.Every every) {
      every(every);
    }
    if (below) {
      page.separate(start);
    }
    withs(expr.withs());
  }

  /** A term; a bar at its start must not make a comprehension of the braces around it. */
  private void literal(Term term, boolean guarded) {
    Sign sign = Signs.of(term);
    if (!(term instanceof Call call)) {
      terms.term(term);
    } else if (sign == null) {
      terms.plainCall(call);
    } else if (sign.level() == Signs.MEMBERSHIP) {
      terms.membership(call.args());
    } else if (guarded && Signs.isBar(term)) {
      terms.operand(term);
    } else {
      side(call.args().get(0), sign.level(), guarded);
      page.text(" " + sign.text() + " ");
      side(call.args().get(1), sign.level() + 1, false);
    }
  }

  /** What stands beside an operator of the given level: without parentheses, if it can be. */
  private void side(Term term, int level, boolean guarded) {
    Sign sign = Signs.within(term);
    boolean loose = sign != null && sign.level() < level;
    if (loose || (guarded && Signs.isBar(term))) {
      terms.operand(term);
    } else {
      terms.term(term);
    }
  }

  /** Variables that stood on a line below stay there, indented. */
  private void some(Expr.Some some) {
    page.text("some ");
    int row = Rows.of(some);
    for (int i = 0; i < some.vars().size(); i++) {
      Var v = some.vars().get(i);
      page.text(i == 0 ? "" : ",");
      if (Rows.of(v) > row) {
        page.endLine();
        page.indent();
        page.startLine();
        page.outdent();
        row = Rows.of(v);
      } else if (i > 0) {
        page.text(" ");
      }
      terms.term(v);
    }
  }

  private void every(Expr.Every every) {
    page.text("every ");
    if (every.key() != null) {
      terms.term(every.key());
      page.text(", ");
    }
    terms.term(every.value());
    page.text(" in ");
    terms.domain(every.domain());
    page.text(" {");
    boolean inLine = composites.body(every.body(), every.span(), Rows.of(every), '{', '}');
    page.text(inLine ? " }" : "}");
  }

  /** Modifiers that stood on a line of their own are indented. */
  private void withs(List<With> withs) {
    boolean indented = false;
    for (int i = 0; i < withs.size(); i++) {
      With with = withs.get(i);
      boolean below = i > 0 && Rows.of(with) != Rows.of(withs.get(i - 1));
      if (below) {
        if (!indented) {
          page.indent();
          indented = true;
        }
        page.endLine();
        page.startLine();
      }
      page.reach(Rows.of(with));
      page.ensureLine();
      page.text(below ? "with " : " with ");
      terms.ref(with.target());
      page.text(" as ");
      terms.term(with.value());
    }
    if (indented) {
      page.outdent();
    }
  }
}
