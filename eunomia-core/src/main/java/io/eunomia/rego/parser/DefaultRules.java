package io.eunomia.rego.parser;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.TermNames;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.source.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a {@code default} rule may not be. */
final class DefaultRules {
  private DefaultRules() {}

  /**
   * Checks a default rule's value and parameters.
   *
   * @throws ParseFailure if they are not allowed
   */
  static void check(Head head, Span span) {
    Term value = head.value();
    if (value == null || !head.written()) {
      throw illegal(span, "must have a value");
    }
    new ConstantCheck(span).walk(value);
    List<Term> args = head.args();
    if (args != null) {
      checkArgs(args, span);
    }
  }

  private static void checkArgs(List<Term> args, Span span) {
    Set<String> names = new HashSet<>();
    for (Term arg : args) {
      if (!(arg instanceof Var v) || v.isRootDocument()) {
        throw illegal(span, "arguments cannot contain " + TermNames.of(arg));
      }
      if (!names.add(v.name())) {
        throw illegal(span, "arguments cannot be repeated " + v.name());
      }
    }
  }

  private static ParseFailure illegal(Span span, String why) {
    return TokenStream.failure(span, "illegal default rule (" + why + ")");
  }

  /** Comprehensions may look anything up; outside of them nothing may. */
  private static final class ConstantCheck extends AstVisitor {
    private final Span span;

    ConstantCheck(Span span) {
      this.span = span;
    }

    @Override
    protected boolean enter(Node node) {
      if (node instanceof Var || node instanceof Ref || node instanceof Call) {
        throw illegal(span, "value cannot contain " + TermNames.of((Term) node));
      }
      return !(node instanceof Comprehension);
    }
  }
}
