package io.eunomia.rego.compiler.rewrite;

import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Comprehensions;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import io.eunomia.rego.compiler.walk.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives the variables that belong to a closure alone names of their own, so that a name means one
 * variable in all of a branch.
 */
public final class ClosureLocals implements Pass {
  private static final Set<String> ROOTS = Set.of("data", "input");

  @Override
  public void run(Compilation compilation) {
    compilation.replaceRules(rule -> rewrite(rule, compilation));
  }

  private static Rule rewrite(Rule rule, Compilation compilation) {
    Head head = rule.head();
    List<Term> patterns = head.args() == null ? List.of() : head.args();
    List<Expr> body = new Renaming(compilation).branch(patterns, rule.body());
    List<Else> elses = new ArrayList<>();
    for (Else branch : rule.elses()) {
      List<Expr> own = new Renaming(compilation).branch(patterns, branch.body());
      elses.add(new Else(branch.value(), own, branch.assign(), branch.written(), branch.span()));
    }
    return new Rule(rule.isDefault(), head, body, elses, rule.span());
  }

  /** Renames in one branch. */
  private static final class Renaming extends TreeRewriter {
    private final Compilation compilation;
    private final Map<String, String> names = new HashMap<>();

    /** What was done to the names, to be undone where a closure ends. */
    private final List<Binding> bindings = new ArrayList<>();

    private record Binding(String name, @Nullable String before) {}

    Renaming(Compilation compilation) {
      this.compilation = compilation;
    }

    List<Expr> branch(List<Term> patterns, List<Expr> body) {
      Variables.of(patterns).forEach(name -> names.put(name, name));
      Variables.needed(body).forEach(name -> names.put(name, name));
      return body(body);
    }

    @Override
    public Term comprehension(Comprehension comprehension) {
      int outer = bindings.size();
      enter(comprehension.body());
      try {
        List<Expr> body = body(comprehension.body());
        return Comprehensions.with(
            comprehension, terms(Comprehensions.results(comprehension)), body);
      } finally {
        leave(outer);
      }
    }

    @Override
    public Expr every(Expr.Every every) {
      Term domain = term(every.domain());
      int outer = bindings.size();
      if (every.key() != null) {
        bind(every.key().name(), every.key().name());
      }
      bind(every.value().name(), every.value().name());
      enter(every.body());
      try {
        return new Expr.Every(
            every.key(),
            every.value(),
            domain,
            body(every.body()),
            all(every.withs(), this::with),
            every.span());
      } finally {
        leave(outer);
      }
    }

    /** Names what the closure has of its own. */
    private void enter(List<Expr> body) {
      for (Expr expr : body) {
        for (String name : Variables.needed(expr)) {
          if (!names.containsKey(name) && !ROOTS.contains(name)) {
            bind(name, compilation.locals().fresh(name, expr.span()).name());
          }
        }
      }
    }

    private void bind(String name, String renamed) {
      bindings.add(new Binding(name, names.put(name, renamed)));
    }

    private void leave(int outer) {
      while (bindings.size() > outer) {
        Binding last = bindings.remove(bindings.size() - 1);
        if (last.before == null) {
          names.remove(last.name);
        } else {
          names.put(last.name, last.before);
        }
      }
    }

    @Override
    protected Term var(Var v) {
      String renamed = names.getOrDefault(v.name(), v.name());
      return renamed.equals(v.name()) ? v : new Var(renamed, v.span());
    }
  }
}
