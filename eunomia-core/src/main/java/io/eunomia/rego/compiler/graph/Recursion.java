package io.eunomia.rego.compiler.graph;

import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.Pass;
import java.util.stream.Collectors;

/** No rule may need its own value. */
public final class Recursion implements Pass {
  @Override
  public void run(Compilation compilation) {
    RuleGraph graph = new RuleGraph(compilation.ruleTree());
    int found = 0;
    for (RuleGraph.Branch branch : graph.branches()) {
      // Ways are long where many rules are recursive, and no more are reported than this.
      if (graph.isRecursive(branch) && found++ < compilation.options().errorLimit()) {
        String way =
            graph.cycle(branch).stream().map(Recursion::name).collect(Collectors.joining(" -> "));
        compilation.error(
            ErrorCodes.RECURSION,
            branch.span(),
            "rule " + name(branch.rule()) + " is recursive: " + way);
      }
    }
  }

  private static String name(Rule rule) {
    return rule.head().ref().toString();
  }
}
