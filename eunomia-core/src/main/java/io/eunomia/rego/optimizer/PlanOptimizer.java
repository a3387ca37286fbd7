package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.flow.Reachability;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Turns a plan, whoever made it, into one that gives the same results and errors with less work.
 * Stateless and thread-safe; the cost is about linear in the plan.
 *
 * <p>What comes out may hold statements that OPA's plans do not have; it is for code generation.
 */
public final class PlanOptimizer {
  /**
   * One step.
   *
   * @param name by which it can be left out
   * @param from the first level that has it
   */
  private record Step(String name, OptimizationLevel from, Pass pass) {
    Step(String name, OptimizationLevel from, UnaryOperator<Policy> pass) {
      this(name, from, (plan, strict) -> pass.apply(plan));
    }
  }

  /** Gives the better plan; errors of builtins end the evaluation if it is strict. */
  private interface Pass {
    Policy apply(Policy plan, boolean strict);
  }

  /** In their order. */
  private static final List<Step> STEPS =
      List.of(
          new Step("rule-index", OptimizationLevel.O1, RuleIndex::apply),
          new Step("joins", OptimizationLevel.O1, JoinIndexes::apply),
          new Step("inlining", OptimizationLevel.O1, Inlining::ofTheSmallest),
          new Step("more-inlining", OptimizationLevel.O2, Inlining::ofSmall),
          new Step("unreached-functions", OptimizationLevel.O1, Reachability::prune),
          new Step("shared-prefixes", OptimizationLevel.O1, SharedPrefixes::apply),
          new Step("loop-invariants", OptimizationLevel.O1, LoopInvariants::apply),
          new Step("early-exit", OptimizationLevel.O1, EarlyExit::apply),
          body("flattening", OptimizationLevel.O1, BlockFlattening::apply),
          body("dead-code", OptimizationLevel.O1, DeadCode::apply));

  private PlanOptimizer() {}

  private static Step body(String name, OptimizationLevel from, BodyPass pass) {
    return new Step(name, from, pass::applyTo);
  }

  /** The names of all steps, in their order. */
  public static List<String> steps() {
    return STEPS.stream().map(Step::name).toList();
  }

  /** The names of the steps of a level, in their order. */
  public static List<String> steps(OptimizationLevel level) {
    return STEPS.stream().filter(step -> level.includes(step.from())).map(Step::name).toList();
  }

  /**
   * Does what a level asks for.
   *
   * @param strict whether errors of builtins end the evaluation
   */
  public static Policy optimize(Policy plan, OptimizationLevel level, boolean strict) {
    return optimize(plan, level, strict, Set.of());
  }

  /**
   * Does what a level asks for, but for some steps.
   *
   * @param strict whether errors of builtins end the evaluation
   * @param without names of steps
   */
  public static Policy optimize(
      Policy plan, OptimizationLevel level, boolean strict, Set<String> without) {
    Policy result = plan;
    for (Step step : STEPS) {
      if (level.includes(step.from()) && !without.contains(step.name())) {
        result = step.pass().apply(result, strict);
      }
    }
    return result;
  }
}
