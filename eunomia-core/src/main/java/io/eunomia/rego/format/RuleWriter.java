package io.eunomia.rego.format;

import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/** Writes rules. */
final class RuleWriter {
  private final Page page;
  private final ExprWriter expressions;
  private final HeadWriter heads;
  private final Style style;

  /** The keywords that would go on with the rule above: see {@link HeadWriter}. */
  private Set<String> continuing = Set.of();

  RuleWriter(Page page, Style style) {
    TermWriter terms = new TermWriter(page);
    this.page = page;
    this.expressions = terms.expressions();
    this.heads = new HeadWriter(page, terms, style);
    this.style = style;
  }

  /** Rules with a blank line behind each, but for short ones that touched each other. */
  void rules(List<Rule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      page.reachAbove(Rows.of(rule));
      Page.Mark mark = page.mark();
      try {
        page.reach(Rows.of(rule));
        page.startLine();
        rule(rule);
      } catch (CommentCollision collision) {
        page.reset(mark);
        page.verbatim(rule.span());
        continuing = Set.of("if", "in", "with");
      }
      page.endLine();
      if (i + 1 == rules.size() || !touch(rule, rules.get(i + 1))) {
        page.blankLine();
      }
    }
  }

  private boolean touch(Rule rule, Rule next) {
    return isShort(rule) && isShort(next) && Rows.of(next) == Rows.of(rule) + 1;
  }

  private boolean isShort(Rule rule) {
    return !rule.isDefault() && rule.body().size() <= 1 && style.usesIf(rule);
  }

  private void rule(Rule rule) {
    Head head = rule.head();
    page.text(rule.isDefault() ? "default " : "");
    boolean bare = rule.elses().isEmpty() && Truth.says(rule.body());
    // Rego v0 knows functions of which nothing but the head is written.
    boolean valued = rule.isDefault() || (bare && (style.v1() || !head.isFunction()));
    heads.write(head, valued, continuing);
    if (bare) {
      continuing = rule.isDefault() ? Set.of("in") : Set.of("if", "in", "with");
      return;
    }
    page.text(style.usesIf(rule) ? " if" : "");
    if (style.usesIf(rule) && isOfOneLine(rule.body(), head) && !isSet(rule.body().get(0))) {
      page.text(" ");
      expressions.write(rule.body().get(0));
      continuing = Set.of("in", "with");
    } else {
      block(rule.body(), style.usesIf(rule), () -> closingRow(rule));
      // A body of one expression could be a set.
      continuing = rule.body().size() == 1 ? Set.of("in") : Set.of();
    }
    for (int i = 0; i < rule.elses().size(); i++) {
      orElse(rule.elses().get(i), i + 1 == rule.elses().size());
    }
  }

  private void orElse(Else branch, boolean last) {
    int row = Rows.of(branch);
    boolean commented = page.comments().isNextAbove(row) || page.keepsComment();
    if (commented || startsLine(branch.span())) {
      page.endLine();
      page.blankLine();
      page.startLine();
    } else {
      page.text(" ");
    }
    page.reach(row);
    page.ensureLine();
    page.text("else");
    boolean bare = branch.body().isEmpty() || (last && Truth.says(branch.body()));
    if (bare || !Truth.is(branch.value())) {
      heads.value(branch.value(), branch.assign());
    }
    if (bare) {
      continuing = Set.of("if", "in");
      return;
    }
    page.text(style.usesIf() ? " if" : "");
    if (style.usesIf() && isOfOneLine(branch.body(), branch) && !isBraced(branch.body().get(0))) {
      page.text(" ");
      expressions.write(branch.body().get(0));
      continuing = Set.of("in", "with");
    } else {
      block(branch.body(), false, () -> Brackets.closingRow(branch.span(), '{', '}'));
      continuing = Set.of();
    }
  }

  private void block(List<Expr> body, boolean guarded, IntSupplier closingRow) {
    page.text(" {");
    page.endLine();
    page.indent();
    expressions.body(body, guarded);
    page.reach(closingRow.getAsInt());
    page.outdent();
    page.startLine();
    page.text("}");
  }

  private static boolean isOfOneLine(List<Expr> body, Node head) {
    return body.size() == 1 && Rows.of(body.get(0)) == Rows.of(head);
  }

  /** Whether an expression is a set, which behind {@code if} would be a body. */
  private static boolean isSet(Expr expr) {
    return expr instanceof Expr.Literal literal
        && !literal.negated()
        && literal.term() instanceof SetTerm;
  }

  /** Whether an expression starts with a brace, which behind {@code else if} is a body's. */
  private static boolean isBraced(Expr expr) {
    if (!(expr instanceof Expr.Literal literal) || literal.negated()) {
      return false;
    }
    return literal.span().text().startsWith("{");
  }

  /** Whether nothing stands before it on its line. */
  private static boolean startsLine(Span span) {
    String text = span.source().text();
    int i = span.start();
    while (i > 0 && (text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '\t')) {
      i--;
    }
    return i == 0 || text.charAt(i - 1) == '\n';
  }

  /** The row of the brace that closes a rule's body, as OPA looks for it: see {@link Brackets}. */
  private static int closingRow(Rule rule) {
    Span span = rule.span();
    boolean named = span.start() == rule.head().span().start();
    if (named && rule.head().isFunction()) {
      return Brackets.closingRowBehind(span, '(', ')', '{', '}');
    }
    if (named && rule.head().isMultiValue()) {
      return Brackets.closingRowBehind(span, '[', ']', '{', '}');
    }
    return Brackets.closingRow(span, '{', '}');
  }
}
