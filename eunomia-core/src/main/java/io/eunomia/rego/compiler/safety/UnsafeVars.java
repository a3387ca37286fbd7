package io.eunomia.rego.compiler.safety;

import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.LocalNames;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The variables that nothing binds, by the expressions that need them. */
final class UnsafeVars {
  // By identity: equal expressions may stand at several places.
  private final IdentityHashMap<Expr, Set<String>> byExpr = new IdentityHashMap<>();

  private final List<Expr> exprs = new ArrayList<>();

  void add(Expr expr, Set<String> names) {
    byExpr
        .computeIfAbsent(
            expr,
            key -> {
              exprs.add(expr);
              return new LinkedHashSet<>();
            })
        .addAll(names);
  }

  boolean isEmpty() {
    return exprs.isEmpty();
  }

  /**
   * Reports each variable once, at its first place. Names that are none of a source mean nothing to
   * a reader: if there are no others, the expressions are reported.
   */
  void report(Compilation compilation) {
    Map<String, Span> named = new TreeMap<>();
    Map<String, Span> generated = new TreeMap<>();
    for (Expr expr : exprs) {
      for (String name : byExpr.getOrDefault(expr, Set.of())) {
        String original = compilation.locals().original(name);
        Map<String, Span> first = LocalNames.isGenerated(original) ? generated : named;
        first.merge(original, expr.span(), (a, b) -> a.start() <= b.start() ? a : b);
      }
    }
    named.forEach((name, span) -> compilation.report(unsafe(name, span)));
    if (named.isEmpty()) {
      for (Span span : new LinkedHashSet<>(generated.values())) {
        compilation.error(ErrorCodes.UNSAFE_VAR, span, "expression is unsafe");
      }
    }
  }

  /** The error that says so of one variable. */
  static Diagnostic unsafe(String name, Span span) {
    String shown = new Var(name, span).isWildcard() ? "_" : name;
    String message = "var " + shown + " is unsafe";
    if (name.equals("in") || name.equals("every") || name.equals("if") || name.equals("contains")) {
      return Diagnostic.error(
          ErrorCodes.UNSAFE_VAR,
          span,
          message + " (hint: `import future.keywords." + name + "` to import a future keyword)");
    }
    return Diagnostic.error(
        ErrorCodes.UNSAFE_VAR,
        span,
        message,
        "nothing binds it: assign it, declare it as a parameter, or check its spelling");
  }
}
