package io.eunomia.rego.format;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** A line each; blank lines between them are kept, several as one. */
  void body(List<Expr> body) {
    page.reach(Rows.of(body.get(0)));
    for (int i = 0; i < body.size(); i++) {
      Expr expr = body.get(i);
      if (i > 0 && Rows.of(expr) - Rows.end(body.get(i - 1)) > 1) {
        page.blankLine();
      }
      page.startLine();
      write(expr);
      page.endLine();
    }
  }

  /** An expression with its modifiers. */
  void write(Expr expr) {
    page.reach(Rows.of(expr));
    page.ensureLine();
    if (expr instanceof Expr.Literal literal) {
      page.text(literal.negated() ? "not " : "");
      literal(literal.term());
    } else if (expr instanceof Expr.Some some) {
      some(some);
    } else if (expr instanceof Expr.SomeIn some) {
      page.text("some ");
      terms.membership(operands(some.key(), some.value(), some.domain()), false);
    } else if (expr instanceof Expr.Every every) {
      every(every);
    }
    withs(expr.withs());
  }

  private void literal(Term term) {
    if (!(term instanceof Call call)) {
      terms.term(term);
      return;
    }
    String sign = Signs.of(call);
    if (sign.isEmpty()) {
      terms.plainCall(call);
    } else if (sign.equals("in")) {
      terms.membership(call.args(), false);
    } else {
      terms.term(call.args().get(0));
      page.text(" " + sign + " ");
      terms.term(call.args().get(1));
    }
  }

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
    terms.term(every.domain());
    page.text(" {");
    composites.body(every.body(), every.span(), Rows.of(every), '{', '}');
    if (every.body().size() == 1 && Rows.of(every.body().get(0)) == Rows.of(every)) {
      page.text(" ");
    }
    page.text("}");
  }

  private static List<Term> operands(@Nullable Term key, Term value, Term domain) {
    List<Term> operands = new ArrayList<>();
    if (key != null) {
      operands.add(key);
    }
    operands.add(value);
    operands.add(domain);
    return operands;
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
