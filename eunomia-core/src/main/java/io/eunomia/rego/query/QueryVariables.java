package io.eunomia.rego.query;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a query has in it that matters for its results. */
final class QueryVariables extends AstVisitor {
  private final SortedSet<String> names = new TreeSet<>();
  private final List<Span> wholeData = new ArrayList<>();
  private boolean iterates;
  private int closures;

  QueryVariables(List<Expr> query) {
    walk(query);
  }

  /** The variables that a result has values of, those of closures left out. */
  SortedSet<String> names() {
    return names;
  }

  /** Where all of {@code data} is meant, or whatever is below it. */
  List<Span> wholeData() {
    return wholeData;
  }

  /** Whether there may be more than one result. */
  boolean iterates() {
    return iterates;
  }

  @Override
  protected boolean enter(Node node) {
    if (node instanceof Var variable) {
      variable(variable);
      return false;
    }
    if (node instanceof Call call) {
      call(call);
      return false;
    }
    if (node instanceof Ref ref) {
      return ref(ref);
    }
    if (node instanceof With with) {
      with(with);
      return false;
    }
    if (node instanceof Expr.Every every) {
      walk(every.domain());
      closures++;
      walk(every.body());
      closures--;
      walk(every.withs());
      return false;
    }
    if (node instanceof Expr.SomeIn) {
      iterates |= closures == 0;
    }
    if (node instanceof Comprehension) {
      closures++;
    }
    return true;
  }

  @Override
  protected void leave(Node node) {
    if (node instanceof Comprehension) {
      closures--;
    }
  }

  private void variable(Var variable) {
    if (variable.name().equals("data")) {
      wholeData.add(variable.span());
    } else if (closures == 0 && !variable.isWildcard() && !variable.isRootDocument()) {
      names.add(variable.name());
    }
  }

  private void call(Call call) {
    Builtin builtin = Builtins.find(call.operator().dotted());
    iterates |= closures == 0 && builtin != null && builtin.relation();
    walk(call.args());
  }

  private boolean ref(Ref ref) {
    iterates |= closures == 0 && ref.path().stream().anyMatch(Var.class::isInstance);
    if (ref.startsWith("data")
        && !ref.path().isEmpty()
        && ref.path().get(0) instanceof StringTerm) {
      walk(ref.path());
      return false;
    }
    return true;
  }

  private void with(With with) {
    Term value = with.value();
    boolean namesFunction =
        !with.target().startsWith("data")
            && !with.target().startsWith("input")
            && value instanceof Var v
            && Builtins.find(v.name()) != null;
    if (!namesFunction) {
      walk(value);
    }
  }
}
