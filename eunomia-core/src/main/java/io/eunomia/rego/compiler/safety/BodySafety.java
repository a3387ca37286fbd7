package io.eunomia.rego.compiler.safety;

import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Variables;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Orders all bodies so that every variable is bound before it is needed, or says which is not. */
public final class BodySafety implements Pass {
  @Override
  public void run(Compilation compilation) {
    OutputVars outputs = new OutputVars(compilation::arity);
    compilation.replaceRules(rule -> order(rule, outputs, compilation));
  }

  private static Rule order(Rule rule, OutputVars outputs, Compilation compilation) {
    Set<String> globals = new HashSet<>(Set.of("data", "input"));
    if (rule.head().args() != null) {
      globals.addAll(Variables.of(rule.head().args()));
    }
    List<Expr> body = order(rule.body(), globals, outputs, compilation);
    List<Else> elses =
        rule.elses().stream()
            .map(
                branch ->
                    new Else(
                        branch.value(),
                        order(branch.body(), globals, outputs, compilation),
                        branch.assign(),
                        branch.written(),
                        branch.span()))
            .toList();
    return new Rule(rule.isDefault(), rule.head(), body, elses, rule.span());
  }

  private static List<Expr> order(
      List<Expr> body, Set<String> globals, OutputVars outputs, Compilation compilation) {
    UnsafeVars unsafe = new UnsafeVars();
    List<Expr> ordered = new BodyOrder(outputs, unsafe).order(body, globals);
    if (!unsafe.isEmpty()) {
      unsafe.report(compilation);
    }
    return ordered;
  }
}
