package io.eunomia.rego.ast;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes terms and expressions on one line. */
final class TermPrinter {
  /** A call's operator sign and how tightly it binds; 0 is {@code in}. */
  private record Sign(String text, int level) {}

  private static final Map<String, Sign> SIGNS =
      Map.ofEntries(
          Map.entry("internal.member_2", new Sign("in", 0)),
          Map.entry("internal.member_3", new Sign("in", 0)),
          Map.entry("equal", new Sign("==", 1)),
          Map.entry("neq", new Sign("!=", 1)),
          Map.entry("lt", new Sign("<", 1)),
          Map.entry("gt", new Sign(">", 1)),
          Map.entry("lte", new Sign("<=", 1)),
          Map.entry("gte", new Sign(">=", 1)),
          Map.entry("or", new Sign("|", 2)),
          Map.entry("and", new Sign("&", 3)),
          Map.entry("plus", new Sign("+", 4)),
          Map.entry("minus", new Sign("-", 4)),
          Map.entry("mul", new Sign("*", 5)),
          Map.entry("div", new Sign("/", 5)),
          Map.entry("rem", new Sign("%", 5)));

  /** Tighter than any operator: whatever has one gets parentheses. */
  private static final int TIGHTEST = 6;

  private final StringBuilder out;

  TermPrinter(StringBuilder out) {
    this.out = out;
  }

  void expr(Expr expr) {
    expr(expr, false);
  }

  /** The first expression of a body in braces: a bar in it must not look like a comprehension's. */
  void firstExpr(Expr expr) {
    expr(expr, true);
  }

  private void expr(Expr expr, boolean guarded) {
    if (expr instanceof Expr.Literal literal) {
      out.append(literal.negated() ? "not " : "");
      literal(literal.term(), guarded && !literal.negated());
    } else if (expr instanceof Expr.Some some) {
      out.append("some ");
      list(some.vars(), 1);
    } else if (expr instanceof Expr.SomeIn some) {
      out.append("some ");
      membership(some.key(), some.value(), some.domain(), false);
    } else if (expr instanceof Expr.Every every) {
      out.append("every ");
      membership(every.key(), every.value(), every.domain(), false);
      out.append(" { ");
      body(every.body());
      out.append(" }");
    }
    for (With with : expr.withs()) {
      out.append(" with ");
      term(with.target());
      out.append(" as ");
      term(with.value(), 1);
    }
  }

  void body(List<Expr> body) {
    for (int i = 0; i < body.size(); i++) {
      out.append(i == 0 ? "" : "; ");
      expr(body.get(i));
    }
  }

  /** Only here, at the top of an expression, can {@code =} and {@code :=} be written as such. */
  private void literal(Term term, boolean guarded) {
    String name = term instanceof Call call && call.args().size() == 2 ? name(call) : "";
    if (name.equals("eq") || name.equals("assign")) {
      List<Term> args = ((Call) term).args();
      term(args.get(0), 1, guarded);
      out.append(name.equals("eq") ? " = " : " := ");
      term(args.get(1), 1);
    } else {
      term(term, 0, guarded);
    }
  }

  private void membership(@Nullable Term key, Term value, Term domain, boolean guarded) {
    if (key != null) {
      term(key, 1, guarded);
      out.append(", ");
    }
    term(value, 1, guarded && key == null);
    out.append(" in ");
    term(domain, 1);
  }

  void term(Term term) {
    term(term, 1);
  }

  private void term(Term term, int level) {
    term(term, level, false);
  }

  /**
   * A term, in parentheses if its operator binds more loosely than the given level, or is a bar
   * that must not stand open at the start.
   */
  private void term(Term term, int level, boolean guarded) {
    Sign sign = sign(term);
    if (sign == null) {
      plain(term);
    } else if (sign.level < level || (guarded && sign.text.equals("|"))) {
      out.append('(');
      infix((Call) term, sign, false);
      out.append(')');
    } else {
      infix((Call) term, sign, guarded);
    }
  }

  private void infix(Call call, Sign sign, boolean guarded) {
    List<Term> args = call.args();
    int last = args.size() - 1;
    if (sign.level == 0) {
      Term key = last == 2 ? args.get(0) : null;
      membership(key, args.get(last - 1), args.get(last), guarded);
      return;
    }
    term(args.get(0), sign.level, guarded);
    out.append(' ').append(sign.text).append(' ');
    term(args.get(1), sign.level + 1);
  }

  private static @Nullable Sign sign(Term term) {
    if (!(term instanceof Call call)) {
      return null;
    }
    String name = name(call);
    boolean fits = call.args().size() == (name.equals("internal.member_3") ? 3 : 2);
    return fits ? SIGNS.get(name) : null;
  }

  private static String name(Call call) {
    return call.operator().head() instanceof Var ? call.operator().dotted() : "";
  }

  private void plain(Term term) {
    if (term instanceof NullTerm) {
      out.append("null");
    } else if (term instanceof BooleanTerm bool) {
      out.append(bool.value());
    } else if (term instanceof NumberTerm number) {
      out.append(number.text());
    } else if (term instanceof StringTerm string) {
      Quoting.quote(string.value(), out);
    } else if (term instanceof TemplateString template) {
      template(template);
    } else if (term instanceof Var var) {
      out.append(var.isWildcard() ? "_" : var.name());
    } else if (term instanceof Ref ref) {
      ref(ref);
    } else if (term instanceof Call call) {
      ref(call.operator());
      arguments(call.args());
    } else {
      composite(term);
    }
  }

  void arguments(List<Term> args) {
    out.append('(');
    list(args, 1);
    out.append(')');
  }

  private void ref(Ref ref) {
    term(ref.head(), TIGHTEST);
    for (Term step : ref.path()) {
      if (step instanceof StringTerm s && isName(s.value())) {
        out.append('.').append(s.value());
      } else {
        out.append('[');
        term(step, 0);
        out.append(']');
      }
    }
  }

  /**
   * Keywords may stand behind a dot, but are not printed so: not every reader of Rego takes them.
   */
  private static boolean isName(String step) {
    return Names.isName(step) && !Names.isKeyword(step);
  }

  private void composite(Term term) {
    if (term instanceof ArrayTerm array) {
      out.append('[');
      elements(array.elements());
      out.append(']');
    } else if (term instanceof SetTerm set) {
      out.append(set.elements().isEmpty() ? "set(" : "{");
      elements(set.elements());
      out.append(set.elements().isEmpty() ? ")" : "}");
    } else if (term instanceof ObjectTerm object) {
      object(object);
    } else if (term instanceof ArrayComprehension array) {
      out.append('[');
      term(array.term(), TIGHTEST);
      out.append(" | ");
      body(array.body());
      out.append(']');
    } else if (term instanceof SetComprehension set) {
      out.append('{');
      term(set.term(), TIGHTEST);
      out.append(" | ");
      body(set.body());
      out.append('}');
    } else if (term instanceof ObjectComprehension object) {
      out.append('{');
      first(object.key());
      out.append(": ");
      term(object.value(), TIGHTEST);
      out.append(" | ");
      body(object.body());
      out.append('}');
    }
  }

  private void object(ObjectTerm object) {
    out.append('{');
    boolean first = true;
    for (ObjectTerm.Entry entry : object.entries()) {
      out.append(first ? "" : ", ");
      first(entry.key());
      out.append(": ");
      first(entry.value());
      first = false;
    }
    out.append('}');
  }

  private void elements(List<Term> elements) {
    if (!elements.isEmpty()) {
      first(elements.get(0));
      for (Term element : elements.subList(1, elements.size())) {
        out.append(", ");
        term(element, 1);
      }
    }
  }

  /** A first element: a bar in it must not look like a comprehension's. */
  private void first(Term element) {
    term(element, 1, true);
  }

  private void list(List<? extends Term> terms, int level) {
    for (int i = 0; i < terms.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      term(terms.get(i), level);
    }
  }

  private void template(TemplateString template) {
    out.append(template.raw() ? "$`" : "$\"");
    for (TemplateString.Part part : template.parts()) {
      if (part instanceof TemplateString.Text text) {
        Quoting.template(text.value(), template.raw(), out);
      } else if (part instanceof TemplateString.Hole hole) {
        out.append('{');
        expr(hole.expr());
        out.append('}');
      }
    }
    out.append(template.raw() ? '`' : '"');
  }
}
