package io.eunomia.rego.compiler.locals;

import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.LocalNames;
import io.eunomia.rego.compiler.walk.DeclaredNames;
import io.eunomia.rego.compiler.walk.Variables;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what a body declares for nothing. */
final class UnusedLocals {
  private final Scope scope;
  private final List<Expr> source;
  private final List<Expr> rewritten;
  private final Set<String> usedOutside = new HashSet<>();
  private final Map<String, Span> places = new HashMap<>();

  UnusedLocals(Scope scope, List<Expr> source, List<Expr> rewritten, Set<String> usedOutside) {
    this.scope = scope;
    this.source = source;
    this.rewritten = rewritten;
    for (String name : usedOutside) {
      Scope.Entry known = scope.find(name);
      this.usedOutside.add(known == null ? name : known.renamed);
    }
  }

  /** Variables of {@code :=} that nothing reads. */
  List<Diagnostic> assigned() {
    List<Diagnostic> found = new ArrayList<>();
    for (Scope.Entry entry : scope.entries()) {
      if (entry.occurrence == Occurrence.ASSIGNED
          && !entry.isUsed()
          && !new Var(entry.source, source.get(0).span()).isWildcard()
          && !usedOutside.contains(entry.renamed)) {
        found.add(unused("assigned", entry));
      }
    }
    return found;
  }

  /** Variables of {@code some} and {@code every} that nothing mentions. */
  List<Diagnostic> declared() {
    Variables mentioned = new Variables();
    mentioned.walk(rewritten);
    List<Diagnostic> found = new ArrayList<>();
    for (Scope.Entry entry : scope.entries()) {
      if (entry.occurrence == Occurrence.DECLARED
          && !mentioned.names().contains(entry.renamed)
          && !usedOutside.contains(entry.renamed)
          && !LocalNames.isGenerated(entry.source)) {
        found.add(unused("declared", entry));
      }
    }
    return found;
  }

  /** Where each name is declared first. */
  private Map<String, Span> places() {
    if (places.isEmpty()) {
      for (Expr expr : source) {
        DeclaredNames.ofBody(List.of(expr)).forEach(name -> places.putIfAbsent(name, expr.span()));
      }
    }
    return places;
  }

  private Diagnostic unused(String how, Scope.Entry entry) {
    Span span = places().getOrDefault(entry.source, source.get(0).span());
    return Diagnostic.error(ErrorCodes.COMPILE, span, how + " var " + entry.source + " unused");
  }
}
