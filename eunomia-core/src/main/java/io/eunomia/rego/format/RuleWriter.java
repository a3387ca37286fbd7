package io.eunomia.rego.format;

import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.function.IntSupplier;

/** Writes rules. */
final class RuleWriter {
  private final Page page;
  private final TermWriter terms;
  private final ExprWriter expressions;
  private final boolean longNames;

  RuleWriter(Page page, List<Rule> rules) {
    this.page = page;
    this.longNames = rules.stream().anyMatch(RuleWriter::isLong);
    this.terms = new TermWriter(page);
    this.expressions = terms.expressions();
  }

  /** Rules with a blank line behind each, but for those of one line that touched each other. */
  void rules(List<Rule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      boolean touches =
          i + 1 < rules.size()
              && isShort(rule)
              && isShort(rules.get(i + 1))
              && Rows.of(rules.get(i + 1)) == Rows.of(rule) + 1;
      Page.Mark mark = page.mark();
      try {
        page.reach(Rows.of(rule));
        page.startLine();
        rule(rule);
      } catch (CommentCollision collision) {
        page.reset(mark);
        page.verbatim(rule.span());
        page.endLine();
      }
      if (!touches) {
        page.blankLine();
      }
    }
  }

  private static boolean isShort(Rule rule) {
    return !rule.isDefault() && rule.body().size() <= 1;
  }

  private void rule(Rule rule) {
    page.text(rule.isDefault() ? "default " : "");
    boolean bare = rule.elses().isEmpty() && isTrue(rule.body());
    head(rule.head(), rule.isDefault(), bare);
    if (!bare) {
      body(rule.body(), Rows.of(rule.head()), () -> closingRow(rule));
      for (int i = 0; i < rule.elses().size(); i++) {
        orElse(rule.elses().get(i), i + 1 == rule.elses().size());
      }
    }
    page.endLine();
  }

  private void orElse(Else branch, boolean last) {
    int row = Rows.of(branch);
    boolean below = page.comments().isNextAbove(row) || page.keepsComment();
    boolean beside = !startsLine(branch.span());
    if (beside && !below) {
      page.text(" ");
    } else {
      page.endLine();
      page.blankLine();
      page.startLine();
    }
    page.reach(row);
    page.ensureLine();
    page.text("else");
    boolean bare = last && isTrue(branch.body());
    if (!isTrue(branch.value()) || bare) {
      page.text(" := ");
      terms.term(branch.value());
    }
    if (!bare) {
      body(branch.body(), row, () -> Brackets.closingRow(branch.span(), '{', '}'));
    }
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

  private static int closingRow(Rule rule) {
    Span span = rule.span();
    if (rule.head().isFunction()) {
      return Brackets.closingRowBehind(span, '(', ')', '{', '}');
    }
    return rule.head().isMultiValue()
        ? Brackets.closingRowBehind(span, '[', ']', '{', '}')
        : Brackets.closingRow(span, '{', '}');
  }

  /** Whether a body says nothing: there is none, or {@code true}. */
  private static boolean isTrue(List<Expr> body) {
    return body.isEmpty()
        || (body.size() == 1
            && body.get(0) instanceof Expr.Literal literal
            && !literal.negated()
            && literal.withs().isEmpty()
            && isTrue(literal.term()));
  }

  private static boolean isTrue(Term term) {
    return term instanceof BooleanTerm bool && bool.value();
  }

  private void body(List<Expr> body, int row, IntSupplier closing) {
    page.text(" if");
    if (body.size() == 1 && Rows.of(body.get(0)) == row) {
      page.text(" ");
      expressions.write(body.get(0));
      return;
    }
    page.text(" {");
    page.endLine();
    page.indent();
    expressions.body(body);
    page.reach(closing.getAsInt());
    page.outdent();
    page.startLine();
    page.text("}");
  }

  /** A name of two parts has brackets, unless the module has longer ones. */
  private void name(Ref name) {
    if (longNames || name.path().size() != 1 || !(name.path().get(0) instanceof StringTerm step)) {
      terms.ref(name);
      return;
    }
    page.text(((Var) name.head()).name() + "[" + Spelling.quoted(step) + "]");
  }

  private static boolean isLong(Rule rule) {
    int steps = rule.head().ref().path().size();
    return steps > 1 || (steps == 1 && rule.head().isMultiValue());
  }

  private void head(Head head, boolean isDefault, boolean bare) {
    name(head.ref());
    List<Term> args = head.args();
    if (args != null) {
      page.text("(");
      int closing = Brackets.closingRow(head.span(), '(', ')');
      new SequenceWriter<Term>(page, Rows::of, Rows::next, terms::term)
          .between(Rows.of(head), closing, args);
      page.text(")");
    }
    Term key = head.key();
    if (key != null) {
      page.text(" contains ");
      terms.term(key);
    }
    Term value = head.value();
    if (value != null && (!isTrue(value) || bare || isDefault)) {
      page.text(" := ");
      terms.term(value);
    }
  }
}
