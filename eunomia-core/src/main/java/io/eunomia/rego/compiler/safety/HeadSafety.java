package io.eunomia.rego.compiler.safety;

import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.LocalNames;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Variables;
import io.eunomia.rego.source.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every variable of a head must be a parameter's, or stand in the body too. As in OPA, a variable
 * that is spelled like those of the compiler's own making is not looked at: a definition that is
 * reached without a value for it ends the evaluation.
 */
public final class HeadSafety implements Pass {
  @Override
  public void run(Compilation compilation) {
    compilation.modules().forEach(m -> m.rules().forEach(rule -> rule(rule, compilation)));
  }

  private static void rule(Rule rule, Compilation compilation) {
    Head head = rule.head();
    Variables needed = new Variables();
    needed.walk(head.ref().path());
    if (head.key() != null) {
      needed.walk(head.key());
    }
    if (head.value() != null) {
      needed.walk(head.value());
    }
    branch(head, needed.names(), rule.body(), rule.span(), compilation);
    for (Else branch : rule.elses()) {
      branch(head, Variables.of(branch.value()), branch.body(), branch.span(), compilation);
    }
  }

  private static void branch(
      Head head, Set<String> needed, List<Expr> body, Span span, Compilation compilation) {
    Set<String> safe = new HashSet<>(Variables.needed(body));
    if (head.args() != null) {
      safe.addAll(Variables.of(head.args()));
    }
    for (String name : needed) {
      String original = compilation.locals().original(name);
      if (!safe.contains(name) && !LocalNames.isGenerated(original)) {
        compilation.report(UnsafeVars.unsafe(original, span));
      }
    }
  }
}
