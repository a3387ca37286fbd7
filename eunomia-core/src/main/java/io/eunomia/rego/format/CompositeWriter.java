package io.eunomia.rego.format;

import io.eunomia.rego.ast.ArrayComprehension;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.ObjectComprehension;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.source.Span;
import java.util.List;

/** Writes what stands in brackets and braces. */
final class CompositeWriter {
  private final Page page;
  private final TermWriter terms;
  private final ExprWriter expressions;

  CompositeWriter(Page page, TermWriter terms) {
    this.page = page;
    this.terms = terms;
    this.expressions = new ExprWriter(page, terms, this);
  }

  ExprWriter expressions() {
    return expressions;
  }

  void write(Term term) {
    if (term instanceof ArrayTerm array) {
      elements("[", array.elements(), array.span(), "]");
    } else if (term instanceof SetTerm set) {
      if (set.elements().isEmpty()) {
        page.text("set()");
      } else {
        elements("{", set.elements(), set.span(), "}");
      }
    } else if (term instanceof ObjectTerm object) {
      object(object);
    } else if (term instanceof Comprehension comprehension) {
      comprehension(comprehension);
    }
  }

  private void elements(String open, List<Term> elements, Span span, String close) {
    page.text(open);
    if (!elements.isEmpty()) {
      Term first = elements.get(0);
      int closing = Brackets.closingRow(span, open.charAt(0), close.charAt(0));
      new SequenceWriter<Term>(page, Rows::of, Rows::next, each -> element(each, first))
          .between(span.line(), closing, elements);
    }
    page.text(close);
  }

  @SuppressWarnings("ReferenceEquality") // equal elements may follow the first
  private void element(Term element, Term first) {
    if (element == first) {
      terms.first(element);
    } else {
      terms.term(element);
    }
  }

  private void object(ObjectTerm object) {
    page.text("{");
    if (!object.entries().isEmpty()) {
      Span span = object.span();
      new SequenceWriter<ObjectTerm.Entry>(
              page, e -> Rows.of(e.key()), e -> Rows.next(e.value()), this::entry)
          .between(span.line(), Brackets.closingRow(span, '{', '}'), object.entries());
    }
    page.text("}");
  }

  private void entry(ObjectTerm.Entry entry) {
    terms.first(entry.key());
    page.text(": ");
    terms.first(entry.value());
  }

  private void comprehension(Comprehension comprehension) {
    if (comprehension instanceof ArrayComprehension array) {
      page.text("[");
      below(array.term(), array);
      rest(array.term(), array, '[', ']');
      page.text("]");
    } else if (comprehension instanceof SetComprehension set) {
      page.text("{");
      below(set.term(), set);
      rest(set.term(), set, '{', '}');
      page.text("}");
    } else if (comprehension instanceof ObjectComprehension object) {
      page.text("{");
      below(object.key(), object);
      terms.first(object.key());
      page.text(": ");
      rest(object.value(), object, '{', '}');
      page.text("}");
    }
  }

  /** What stood on a line of its own behind the bracket stays there. */
  private void below(Term term, Comprehension whole) {
    if (Rows.of(term) > Rows.of(whole)) {
      page.endLine();
      page.startLine();
    }
  }

  private void rest(Term term, Comprehension whole, char open, char close) {
    terms.operand(term);
    page.text(" |");
    body(whole.body(), whole.span(), Rows.of(term), open, close);
  }

  /**
   * A body inside of a term: on the line of a row of the source if all of it stood there, or below
   * it.
   *
   * @return whether it is on that line
   */
  boolean body(List<Expr> body, Span whole, int row, char open, char close) {
    SequenceWriter<Expr> sequence =
        new SequenceWriter<>(page, Rows::of, Rows::next, expressions::write);
    if (Rows.of(body.get(0)) == row && sequence.lines(row, body).size() == 1) {
      page.text(" ");
      sequence.line(body, "; ");
      return true;
    }
    page.endLine();
    page.indent();
    expressions.body(body, false);
    page.reach(Brackets.closingRow(whole, open, close));
    page.outdent();
    page.startLine();
    return false;
  }
}
