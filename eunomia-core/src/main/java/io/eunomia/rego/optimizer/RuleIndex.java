package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Policy;

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
    BodyPass pass = (params, blocks) -> new IndexedBody(params, blocks, strings).blocks();
    Policy indexed = pass.applyTo(policy);
    return new Policy(
        strings.all(), policy.builtins(), policy.files(), indexed.plans(), indexed.funcs());
  }
}
