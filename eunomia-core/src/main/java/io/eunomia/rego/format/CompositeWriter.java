package io.eunomia.rego.format;

import io.eunomia.rego.ast.ArrayComprehension;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Call;
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
    int closing = Brackets.closingRow(span, open.charAt(0), close.charAt(0));
    new SequenceWriter<Term>(page, Rows::of, Rows::next, terms::term).between(span.line(), closing, elements);
    page.text(close);
  }

  private void object(ObjectTerm object) {
    page.text("{");
    Span span = object.span();
    int closing = Brackets.closingRow(span, '{', '}');
    new SequenceWriter<ObjectTerm.Entry>(page, e -> Rows.of(e.key()), e -> Rows.next(e.value()), this::entry)
        .between(span.line(), closing, object.entries());
    page.text("}");
  }

  private void entry(ObjectTerm.Entry entry) {
    terms.term(entry.key());
    page.text(": ");
    boolean bar = entry.value() instanceof Call call && Signs.of(call).equals("|");
    if (bar) {
      terms.operand(entry.value());
    } else {
      terms.term(entry.value());
    }
  }

  private void comprehension(Comprehension comprehension) {
    if (comprehension instanceof ArrayComprehension array) {
      page.text("[");
      comprehension(array.term(), array, '[', ']');
      page.text("]");
    } else if (comprehension instanceof SetComprehension set) {
      page.text("{");
      comprehension(set.term(), set, '{', '}');
      page.text("}");
    } else if (comprehension instanceof ObjectComprehension object) {
      page.text("{");
      newLineIfBelow(object.key(), object);
      terms.term(object.key());
      page.text(": ");
      comprehension(object.value(), object, '{', '}');
      page.text("}");
    }
  }

  private void comprehension(Term term, Comprehension whole, char open, char close) {
    if (!(whole instanceof ObjectComprehension)) {
      newLineIfBelow(term, whole);
    }
    terms.operand(term);
    page.text(" |");
    body(whole.body(), whole.span(), Rows.of(term), open, close);
  }

  private void newLineIfBelow(Term term, Comprehension whole) {
    if (Rows.of(term) > Rows.of(whole)) {
      page.endLine();
      page.startLine();
    }
  }

  /** A body inside of a term: on the line of what stands before it, or below it. */
  void body(List<Expr> body, Span whole, int row, char open, char close) {
    SequenceWriter<Expr> sequence =
        new SequenceWriter<>(page, Rows::of, Rows::next, expressions::write);
    List<List<Expr>> lines = sequence.lines(row, body);
    if (lines.size() == 1 && Rows.of(body.get(0)) == row) {
      page.text(" ");
      sequence.line(lines.get(0), "; ");
      return;
    }
    page.openBlock();
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) {
        page.endLine();
        page.startLine();
      }
      sequence.line(lines.get(i), "; ");
    }
    page.endLine();
    page.reach(Brackets.closingRow(whole, open, close));
    page.outdent();
    page.startLine();
  }
}
