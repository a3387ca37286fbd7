package io.eunomia.rego.format;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.format.Signs.Sign;
import java.util.List;

/**
 * Writes terms: scalars, refs, calls and operators; composites are another one's.
 *
 * <p>An operator within an operator is put in parentheses, whether it needs them or not.
 */
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

  /** A term on its own: no operator needs parentheses, but {@code k, v in x} does. */
  void term(Term term) {
    write(term, isKeyed(term));
  }

  /** A term beside an operator: any other one needs parentheses. */
  void operand(Term term) {
    write(term, Signs.within(term) != null);
  }

  /** A first element: a bar in it must not look like that of a comprehension. */
  void first(Term term) {
    write(term, isKeyed(term) || Signs.isBar(term));
  }

  /** What {@code in} follows, and which may be another {@code in}. */
  private void member(Term term) {
    Sign sign = Signs.within(term);
    write(term, isKeyed(term) || (sign != null && sign.level() > Signs.MEMBERSHIP));
  }

  /** What is gone through, in front of a brace. */
  void domain(Term term) {
    Sign sign = Signs.within(term);
    write(term, sign != null && sign.level() == Signs.MEMBERSHIP);
  }

  private static boolean isKeyed(Term term) {
    Sign sign = Signs.within(term);
    return sign != null && sign.level() == Signs.MEMBERSHIP && ((Call) term).args().size() == 3;
  }

  private void write(Term term, boolean parenthesized) {
    page.reachAbove(Rows.of(term));
    Page.Mark mark = page.mark();
    try {
      page.reach(Rows.of(term));
      page.ensureLine();
      page.text(parenthesized ? "(" : "");
      plain(term);
      page.text(parenthesized ? ")" : "");
      page.ensureLine();
    } catch (CommentCollision collision) {
      if (!hasOwnText(term)) {
        throw collision;
      }
      page.reset(mark);
      page.text(parenthesized ? "(" : "");
      page.verbatim(term.span());
      page.text(parenthesized ? ")" : "");
    }
  }

  /**
   * Whether a term's span is all of it. That of a ref or a call whose head stood in parentheses
   * lacks the first of them.
   */
  private static boolean hasOwnText(Term term) {
    if (!(term instanceof Ref) && !(term instanceof Call)) {
      return true;
    }
    Sign sign = Signs.of(term);
    if (sign != null) {
      return sign.level() != Signs.ASSIGNMENT;
    }
    Term head = term instanceof Call call ? call.operator().head() : ((Ref) term).head();
    String text = head.span().source().text();
    int end = head.span().end();
    return end < text.length() && ".[(".indexOf(text.charAt(end)) >= 0 && hasOwnText(head);
  }

  private void plain(Term term) {
    if (term instanceof Var v) {
      page.text(Spelling.of(v));
    } else if (term instanceof StringTerm string) {
      page.text(Spelling.of(string));
    } else if (term instanceof Ref ref) {
      ref(ref);
    } else if (term instanceof TemplateString template) {
      page.text(template.span().text());
    } else if (term instanceof Call call) {
      call(call);
    } else if (term.isScalar()) {
      page.text(term.toString());
    } else {
      composites.write(term);
    }
  }

  /** A reference, also the name of a function or a rule. */
  void ref(Ref ref) {
    operand(ref.head());
    for (Term step : ref.path()) {
      if (step instanceof StringTerm name) {
        page.text(Spelling.ofStep(name));
      } else if (step instanceof Var v) {
        // A name's row does not matter: comments above it wait for what follows the ref.
        page.text("[" + Spelling.of(v) + "]");
      } else {
        page.text("[");
        term(step);
        page.text("]");
      }
    }
  }

  private void call(Call call) {
    Sign sign = Signs.within(call);
    if (sign == null) {
      plainCall(call);
    } else if (sign.level() == Signs.MEMBERSHIP) {
      membership(call.args());
    } else {
      operand(call.args().get(0));
      page.text(" " + sign.text() + " ");
      operand(call.args().get(1));
    }
  }

  /** A call with its arguments in parentheses. */
  void plainCall(Call call) {
    ref(call.operator());
    page.text("(");
    if (!call.args().isEmpty()) {
      new SequenceWriter<Term>(page, Rows::of, Rows::next, this::term)
          .between(Rows.of(call), Brackets.closingRow(call.span(), '(', ')'), call.args());
    }
    page.text(")");
  }

  /** {@code in}, with a key or without one. */
  void membership(List<Term> args) {
    if (args.size() == 3) {
      operand(args.get(0));
      page.text(", ");
      operand(args.get(1));
    } else {
      member(args.get(0));
    }
    page.text(" in ");
    operand(args.get(args.size() - 1));
  }
}
