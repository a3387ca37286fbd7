package io.eunomia.rego.format;

import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.List;
import java.util.Set;

/** Writes the heads of rules. */
final class HeadWriter {
  private final Page page;
  private final TermWriter terms;
  private final Style style;

  HeadWriter(Page page, TermWriter terms, Style style) {
    this.page = page;
    this.terms = terms;
    this.style = style;
  }

  /**
   * A head.
   *
   * @param valued whether a value must be there even if it is {@code true}
   * @param continuing the keywords that, before a bracket, would go on with what stands above
   */
  void write(Head head, boolean valued, Set<String> continuing) {
    name(head.ref(), continuing);
    List<Term> args = head.args();
    if (args != null) {
      page.text("(");
      new SequenceWriter<Term>(page, Rows::of, Rows::next, terms::term)
          .between(Rows.of(head), Brackets.closingRow(head.span(), '(', ')'), args);
      page.text(")");
    }
    Term key = head.key();
    if (key != null) {
      key(key);
    }
    Term value = head.value();
    if (value != null && (valued || !Truth.is(value))) {
      value(value, head.assign());
    }
  }

  /** A value behind the sign that it is given with. */
  void value(Term value, boolean assign) {
    page.text(assign || style.v1() ? " := " : " = ");
    terms.term(value);
  }

  private void key(Term key) {
    page.text(style.usesContains() ? " contains " : "[");
    terms.term(key);
    page.text(style.usesContains() ? "" : "]");
  }

  /** A name of two parts has brackets, unless the module has longer ones. */
  private void name(Ref name, Set<String> continuing) {
    if (!style.longNames()
        && name.head() instanceof Var root
        && !continuing.contains(root.name())
        && name.path().size() == 1
        && name.path().get(0) instanceof StringTerm step) {
      page.text(root.name() + "[" + Spelling.of(step) + "]");
    } else {
      terms.ref(name);
    }
  }
}
