package io.eunomia.rego.ast;

import java.util.ArrayList;
import java.util.List;

/** Writes modules and rules on several lines, with comments above what they were above or in. */
final class ModulePrinter {
  private final StringBuilder out;
  private final List<Comment> comments;
  private int nextComment;

  /** A printer of a module, or of a rule with its comments. */
  ModulePrinter(StringBuilder out, List<Comment> comments) {
    this.out = out;
    this.comments = comments;
  }

  /** A printer of a whole module: what annotations say is not printed as comments too. */
  static void print(Module module, StringBuilder out) {
    new ModulePrinter(out, plainComments(module)).module(module);
  }

  private static List<Comment> plainComments(Module module) {
    List<Comment> plain = new ArrayList<>();
    List<Annotation> annotations = module.annotations();
    int next = 0;
    for (Comment comment : module.comments()) {
      int start = comment.span().start();
      while (next < annotations.size() && annotations.get(next).span().end() <= start) {
        next++;
      }
      if (next == annotations.size() || start < annotations.get(next).span().start()) {
        plain.add(comment);
      }
    }
    return plain;
  }

  private void module(Module module) {
    List<Term> path = module.path().path();
    Term first = path.get(0);
    Var root = new Var(first instanceof StringTerm s ? s.value() : first.toString(), first.span());
    Ref name = new Ref(root, path.subList(1, path.size()), module.path().span());
    int annotation = annotations(module, 0, -1, module.path());
    out.append("package ").append(AstPrinter.print(name)).append('\n');
    for (Import imported : module.imports()) {
      out.append('\n');
      comments(imported.span().end(), "");
      out.append("import ").append(AstPrinter.print(imported.path()));
      out.append(imported.alias() == null ? "" : " as " + imported.alias());
    }
    out.append(module.imports().isEmpty() ? "" : "\n");
    for (int i = 0; i < module.rules().size(); i++) {
      out.append('\n');
      annotation = annotations(module, annotation, i, module.rules().get(i).head());
      rule(module.rules().get(i));
      out.append('\n');
    }
    if (nextComment < comments.size()) {
      out.append('\n');
      comments(Integer.MAX_VALUE, "");
    }
  }

  /** What stands above a rule, or the package (-1); the index of the first annotation below it. */
  private int annotations(Module module, int from, int rule, Node node) {
    comments(node.span().end(), "");
    int next = from;
    while (next < module.annotations().size() && module.annotations().get(next).rule() == rule) {
      // Blocks without a line between them would be one.
      out.append(next > from ? "\n" : "");
      AnnotationPrinter.print(module.annotations().get(next++), out);
    }
    return next;
  }

  /** The comments before an offset that are not printed yet. */
  private void comments(int offset, String indent) {
    while (nextComment < comments.size() && comments.get(nextComment).span().start() < offset) {
      String text = comments.get(nextComment++).text();
      // A carriage return at the end of a line is not the comment's, so one of its own needs two.
      String end = text.endsWith("\r") ? "\r\n" : "\n";
      out.append(indent).append('#').append(text).append(end);
    }
  }

  void rule(Rule rule) {
    out.append(rule.isDefault() ? "default " : "");
    // Rego v1 knows functions of which nothing but the head is written, but no other such rules.
    head(rule.head(), rule.body().isEmpty() && !rule.head().isFunction());
    body(rule.body(), bodyEnd(rule));
    for (Else branch : rule.elses()) {
      out.append(" else");
      if (branch.written()) {
        out.append(branch.assign() ? " := " : " = ").append(AstPrinter.print(branch.value()));
      }
      body(branch.body(), branch.span().end());
    }
  }

  private static int bodyEnd(Rule rule) {
    return rule.elses().isEmpty() ? rule.span().end() : rule.elses().get(0).span().start();
  }

  private void head(Head head, boolean bare) {
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

  private void body(List<Expr> body, int end) {
    if (body.isEmpty()) {
      return;
    }
    out.append(" if {\n");
    TermPrinter terms = new TermPrinter(out);
    for (int i = 0; i < body.size(); i++) {
      comments(body.get(i).span().end(), "\t");
      out.append('\t');
      int start = out.length();
      if (i == 0) {
        terms.firstExpr(body.get(0));
      } else {
        terms.expr(body.get(i));
        separate(start);
      }
      out.append('\n');
    }
    comments(end, "\t");
    out.append('}');
  }

  /** Puts a semicolon before an expression that would go on with what stands on the line above. */
  private void separate(int start) {
    String first = out.substring(start, Math.min(start + 5, out.length()));
    if (first.startsWith("-") || first.startsWith("with[") || first.startsWith("in[")) {
      out.insert(start, "; ");
    }
  }
}
