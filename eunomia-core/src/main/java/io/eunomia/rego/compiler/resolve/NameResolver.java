package io.eunomia.rego.compiler.resolve;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.walk.DeclaredNames;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Resolves the names of one rule, minding what is declared where. */
final class NameResolver extends TreeRewriter {
  private final Globals globals;
  private final Deque<Set<String>> hidden = new ArrayDeque<>();

  NameResolver(Globals globals) {
    this.globals = globals;
  }

  /** From here on, the names are variables. */
  void hide(Set<String> names) {
    hidden.push(names);
  }

  private boolean isHidden(String name) {
    return hidden.stream().anyMatch(names -> names.contains(name));
  }

  /** The steps of a rule's ref. */
  List<Term> steps(List<Term> path) {
    return terms(path);
  }

  /** Parameters: variables in them are always their own, but for those in refs and closures. */
  List<Term> args(List<Term> args) {
    return args.stream().map(this::arg).toList();
  }

  private Term arg(Term arg) {
    if (arg instanceof Var) {
      return arg;
    } else if (arg instanceof ArrayTerm a) {
      return new ArrayTerm(args(a.elements()), a.span());
    } else if (arg instanceof ObjectTerm o) {
      return new ObjectTerm(
          o.entries().stream()
              .map(e -> new ObjectTerm.Entry(term(e.key()), arg(e.value())))
              .toList(),
          o.span());
    }
    return term(arg);
  }

  @Override
  protected Term var(Var v) {
    Ref meaning = isHidden(v.name()) ? null : globals.resolve(v.name(), v.span());
    if (meaning != null) {
      // Rules of v0 and imports may be called as the documents that there are anyway.
      return meaning;
    }
    return v.isRootDocument() ? new Ref(v, List.of(), v.span()) : v;
  }

  @Override
  protected Ref operator(Ref operator) {
    return Exprs.isInfix(operator) ? operator : parts(operator);
  }

  @Override
  public Term comprehension(Comprehension comprehension) {
    hide(DeclaredNames.ofBody(comprehension.body()));
    try {
      return super.comprehension(comprehension);
    } finally {
      hidden.pop();
    }
  }

  @Override
  public Expr every(Expr.Every every) {
    Set<String> own = new HashSet<>();
    if (every.key() != null) {
      own.add(every.key().name());
    }
    own.add(every.value().name());
    hide(own);
    try {
      return super.every(every);
    } finally {
      hidden.pop();
    }
  }
}
