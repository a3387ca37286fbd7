package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Plan;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.flow.Effects;
import java.util.List;

/**
 * The rule index: definitions that begin with tests of the same value against constants are found
 * by one lookup of the value. What a decision costs does not grow with the number of definitions
 * then, but with the number of those that could hold. Linear in the plan.
 */
final class RuleIndex {
  private RuleIndex() {}

  /** The plan with an index where one is worth it. */
  static Policy apply(Policy policy) {
    IndexStrings strings = new IndexStrings(policy.strings());
    List<Func> funcs =
        policy.funcs().stream()
            .map(
                f ->
                    new Func(
                        f.name(),
                        f.path(),
                        f.params(),
                        f.returns(),
                        new IndexedBody(f.params(), f.blocks(), strings).blocks()))
            .toList();
    List<Integer> params = List.of(0, 1, Effects.RESULT_SET);
    List<Plan> plans =
        policy.plans().stream()
            .map(p -> new Plan(p.name(), new IndexedBody(params, p.blocks(), strings).blocks()))
            .toList();
    return new Policy(strings.all(), policy.builtins(), policy.files(), plans, funcs);
  }
}
