package io.eunomia.rego.ast;

import java.util.List;

/**
 * Prints trees as Rego v1: terms and expressions on one line, rules and modules on several.
 *
 * <p>What it prints parses to an equal tree, but for comments, for places, and for the names of
 * {@code _}. It is not the formatter: it knows nothing of how the text was laid out. What Rego v1
 * cannot say, such as the name {@code if} of a v0 rule, is printed as it is.
 */
public final class AstPrinter {
  private AstPrinter() {}

  /** The term as Rego that parses to an equal term. */
  public static String print(Term term) {
    StringBuilder out = new StringBuilder();
    new TermPrinter(out).term(term);
    return out.toString();
  }

  /** The expression with its modifiers, on one line. */
  public static String print(Expr expr) {
    StringBuilder out = new StringBuilder();
    new TermPrinter(out).expr(expr);
    return out.toString();
  }

  /** The expressions on one line, separated by semicolons. */
  public static String print(List<Expr> body) {
    StringBuilder out = new StringBuilder();
    new TermPrinter(out).body(body);
    return out.toString();
  }

  /** The rule with its branches, without a line break at the end. */
  public static String print(Rule rule) {
    StringBuilder out = new StringBuilder();
    rule(rule, out);
    return out.toString();
  }

  /** The whole module, ended by a line break. Comments and metadata are not printed. */
  public static String print(Module module) {
    StringBuilder out = new StringBuilder("package ");
    List<Term> path = module.path().path();
    Term first = path.get(0);
    Var root = new Var(first instanceof StringTerm s ? s.value() : first.toString(), first.span());
    Ref name = new Ref(root, path.subList(1, path.size()), module.path().span());
    out.append(print(name)).append('\n');
    for (Import imported : module.imports()) {
      out.append("\nimport ").append(print(imported.path()));
      out.append(imported.alias() == null ? "" : " as " + imported.alias());
    }
    out.append(module.imports().isEmpty() ? "" : "\n");
    for (Rule rule : module.rules()) {
      out.append('\n');
      rule(rule, out);
      out.append('\n');
    }
    return out.toString();
  }

  private static void rule(Rule rule, StringBuilder out) {
    out.append(rule.isDefault() ? "default " : "");
    head(rule.head(), rule.body().isEmpty() && rule.elses().isEmpty(), out);
    body(rule.body(), out);
    for (Else branch : rule.elses()) {
      out.append(" else");
      if (branch.written()) {
        out.append(branch.assign() ? " := " : " = ").append(print(branch.value()));
      }
      body(branch.body(), out);
    }
  }

  private static void head(Head head, boolean bare, StringBuilder out) {
    TermPrinter terms = new TermPrinter(out);
    terms.term(head.ref());
    if (head.args() != null) {
      terms.arguments(head.args());
    }
    if (head.key() != null) {
      out.append(" contains ");
      terms.term(head.key());
    } else if (head.value() != null && (head.written() || bare)) {
      out.append(head.assign() || !head.written() ? " := " : " = ");
      terms.term(head.value());
    }
  }

  private static void body(List<Expr> body, StringBuilder out) {
    if (body.isEmpty()) {
      return;
    }
    out.append(" if {\n");
    TermPrinter terms = new TermPrinter(out);
    for (int i = 0; i < body.size(); i++) {
      out.append('\t');
      if (i == 0) {
        terms.firstExpr(body.get(0));
      } else {
        terms.expr(body.get(i));
      }
      out.append('\n');
    }
    out.append('}');
  }
}
