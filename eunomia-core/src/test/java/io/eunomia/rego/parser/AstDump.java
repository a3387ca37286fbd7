package io.eunomia.rego.parser;

import io.eunomia.rego.ast.Annotation;
import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Comment;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;

/** Writes a tree as text: a line a node, with its kind, its place and what it says of itself. */
final class AstDump extends AstVisitor {
  private final StringBuilder out = new StringBuilder();
  private int depth;

  private AstDump() {}

  static String of(Module module) {
    AstDump dump = new AstDump();
    dump.walk(module);
    dump.walk(module.annotations());
    dump.walk(module.comments());
    return dump.out.toString();
  }

  @Override
  protected boolean enter(Node node) {
    out.append("  ".repeat(depth)).append(node.getClass().getSimpleName());
    out.append(' ').append(node.span().line()).append(':').append(node.span().column());
    out.append('+').append(node.span().end() - node.span().start());
    out.append(detail(node)).append('\n');
    depth++;
    return true;
  }

  @Override
  protected void leave(Node node) {
    depth--;
  }

  private static String detail(Node node) {
    if (node instanceof TemplateString template) {
      return " " + template.parts().stream().filter(p -> p instanceof TemplateString.Text).toList();
    }
    if (node instanceof Term term) {
      return AstVisitor.children(term).isEmpty() ? " " + term : "";
    }
    if (node instanceof Expr.Literal literal) {
      return literal.negated() ? " not" : "";
    }
    if (node instanceof Rule rule) {
      return (rule.isDefault() ? " default" : "")
          + (rule.head().isMultiValue() ? " contains" : "")
          + (rule.head().isFunction() ? " function" : "")
          + (rule.head().assign() ? " :=" : rule.head().written() ? " =" : "");
    }
    if (node instanceof Else branch) {
      return branch.assign() ? " :=" : branch.written() ? " =" : "";
    }
    if (node instanceof Import imported) {
      return " " + imported.name();
    }
    if (node instanceof Module module) {
      return " " + module.version();
    }
    if (node instanceof Annotation annotation) {
      return " " + annotation.scope() + " " + annotation.rule() + " " + annotation.fields();
    }
    return node instanceof Comment comment ? " [" + comment.text() + "]" : "";
  }
}
