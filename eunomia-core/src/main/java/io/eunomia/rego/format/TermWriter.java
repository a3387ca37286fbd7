package io.eunomia.rego.format;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.List;

/** Writes terms: scalars, refs, calls and operators; composites are another one's. */
final class TermWriter {
  private final Page page;
  private final CompositeWriter composites;

  TermWriter(Page page) {
    this.page = page;
    this.composites = new CompositeWriter(page, this);
  }

  ExprWriter expressions() {
    return composites.expressions();
  }

  /** A term where operators need no parentheses. */
  void term(Term term) {
    term(term, false);
  }

  /** A term that is an operand of something. */
  void operand(Term term) {
    term(term, true);
  }

  private void term(Term term, boolean operand) {
    Page.Mark mark = page.mark();
    try {
      page.reach(term.span().line());
      page.ensureLine();
      if (term instanceof Call call) {
        call(call, operand);
      } else {
        simple(term);
      }
      page.ensureLine();
    } catch (CommentCollision collision) {
      page.reset(mark);
      page.verbatim(term.span());
    }
  }

  private void simple(Term term) {
    if (term instanceof Var v) {
      page.text(Spelling.of(v));
    } else if (term instanceof StringTerm string) {
      page.text(Spelling.of(string));
    } else if (term instanceof NumberTerm number) {
      page.text(Spelling.of(number));
    } else if (term instanceof Ref ref) {
      ref(ref);
    } else if (term instanceof TemplateString template) {
      page.text(template.span().text());
    } else if (term.isScalar()) {
      page.text(term.toString());
    } else {
      composites.write(term);
    }
  }

  /** A reference, also the name of a function or a rule. */
  void ref(Ref ref) {
    Term head = ref.head();
    if (head instanceof Call) {
      boolean parenthesized = head.span().text().startsWith("(");
      term(head, parenthesized);
    } else {
      term(head);
    }
    for (Term step : ref.path()) {
      if (step instanceof StringTerm name) {
        page.text(Spelling.ofStep(name));
      } else {
        page.text("[");
        if (step instanceof Var v) {
          page.text(Spelling.of(v));
        } else {
          term(step);
        }
        page.text("]");
      }
    }
  }

  private void call(Call call, boolean operand) {
    String sign = Signs.of(call);
    List<Term> args = call.args();
    if (sign.isEmpty()) {
      plainCall(call);
    } else if (sign.equals("in")) {
      membership(args, true);
    } else {
      page.text(operand ? "(" : "");
      operand(args.get(0));
      page.text(" " + sign + " ");
      operand(args.get(1));
      page.text(operand ? ")" : "");
    }
  }

  /** A call with its arguments in parentheses. */
  void plainCall(Call call) {
    ref(call.operator());
    page.text("(");
    if (!call.args().isEmpty()) {
      int row = call.span().line();
      int closing = Brackets.closingRow(call.span(), '(', ')');
      new SequenceWriter<Term>(page, Rows::of, Rows::next, this::term).between(row, closing, call.args());
    }
    page.text(")");
  }

  /** {@code in}, with a key or without one. */
  void membership(List<Term> args, boolean inTerm) {
    if (args.size() == 3) {
      page.text(inTerm ? "(" : "");
      operand(args.get(0));
      page.text(", ");
      operand(args.get(1));
      page.text(" in ");
      operand(args.get(2));
      page.text(inTerm ? ")" : "");
    } else {
      operand(args.get(0));
      page.text(" in ");
      operand(args.get(1));
    }
  }
}
