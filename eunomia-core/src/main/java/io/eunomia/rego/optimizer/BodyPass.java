package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Plan;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.flow.Effects;
import java.util.List;

/** A step that looks at one function or plan at a time. */
interface BodyPass {
  /** What stands for the blocks; the same list if there is nothing to do. */
  List<Block> apply(List<Integer> params, List<Block> blocks);

  /** Does it to everything of a policy. */
  default Policy applyTo(Policy policy) {
    List<Plan> plans =
        policy.plans().stream()
            .map(p -> new Plan(p.name(), apply(List.of(0, 1, Effects.RESULT_SET), p.blocks())))
            .toList();
    List<Func> funcs = policy.funcs().stream().map(f -> withBlocks(f, blocksFor(f))).toList();
    return new Policy(policy.strings(), policy.builtins(), policy.files(), plans, funcs);
  }

  /** What has no parameters for input and data is for code generation to refuse. */
  private List<Block> blocksFor(Func func) {
    return func.params().size() < 2 ? func.blocks() : apply(func.params(), func.blocks());
  }

  /** A function with other blocks. */
  static Func withBlocks(Func func, List<Block> blocks) {
    return blocks == func.blocks()
        ? func
        : new Func(func.name(), func.path(), func.params(), func.returns(), blocks);
  }
}
