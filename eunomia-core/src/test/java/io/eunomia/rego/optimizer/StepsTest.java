package io.eunomia.rego.optimizer;

import static io.eunomia.rego.optimizer.Little.NO;
import static io.eunomia.rego.optimizer.Little.YES;
import static io.eunomia.rego.optimizer.Little.add;
import static io.eunomia.rego.optimizer.Little.after;
import static io.eunomia.rego.optimizer.Little.assign;
import static io.eunomia.rego.optimizer.Little.block;
import static io.eunomia.rego.optimizer.Little.blocks;
import static io.eunomia.rego.optimizer.Little.builtin;
import static io.eunomia.rego.optimizer.Little.call;
import static io.eunomia.rego.optimizer.Little.dot;
import static io.eunomia.rego.optimizer.Little.equal;
import static io.eunomia.rego.optimizer.Little.func;
import static io.eunomia.rego.optimizer.Little.leave;
import static io.eunomia.rego.optimizer.Little.local;
import static io.eunomia.rego.optimizer.Little.not;
import static io.eunomia.rego.optimizer.Little.number;
import static io.eunomia.rego.optimizer.Little.once;
import static io.eunomia.rego.optimizer.Little.policy;
import static io.eunomia.rego.optimizer.Little.scan;
import static io.eunomia.rego.optimizer.Little.set;
import static io.eunomia.rego.optimizer.Little.string;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each step makes of little plans. */
class StepsTest {
  @Test
  void whenALevelIsAskedFor_thenTheseStepsAreDone() {
    assertThat(PlanOptimizer.steps(OptimizationLevel.O0)).isEmpty();
    assertThat(PlanOptimizer.steps(OptimizationLevel.O1))
        .containsExactly(
            "rule-index",
            "joins",
            "inlining",
            "unreached-functions",
            "shared-prefixes",
            "loop-invariants",
            "early-exit",
            "flattening",
            "dead-code");
    assertThat(PlanOptimizer.steps(OptimizationLevel.O2))
        .containsAll(PlanOptimizer.steps(OptimizationLevel.O1))
        .contains("more-inlining")
        .isEqualTo(PlanOptimizer.steps());
  }

  @Test
  void whenNothingIsToBeDone_thenThePlanStaysAsItIs() {
    Policy plan = policy(func("f", 0, number(1, 3), number(2, 3), once(local(3), 2)));
    assertThat(PlanOptimizer.optimize(plan, OptimizationLevel.O0, false)).isSameAs(plan);
  }

  // ---- inlining

  @Test
  void whenARuleIsSmall_thenItsStatementsStandForCalls() {
    Func rule = func("r", 0, dot(0, string(1), 3), once(local(3), 2));
    assertThat(after("inlining", rule, func("f", 0, call("r", 3), once(local(3), 2))))
        .isEqualTo("{Dot AssignVar AssignVarOnce}");
  }

  @Test
  void whenAValueMayBeMissing_thenItIsAskedForAfterTheBlocks() {
    Func rule =
        func("r", 0, blocks(block(dot(0, string(1), 3), once(YES, 2))), dot(0, string(2), 4));
    assertThat(after("inlining", rule, func("f", 0, call("r", 3), once(local(3), 2))))
        .isEqualTo("{ResetLocal {{Dot AssignVar} Dot} IsDefined AssignVar AssignVarOnce}");
  }

  @Test
  void whenAFunctionSaysAConflictInItsOwnWords_thenItIsCalled() {
    Func two = func("g", 1, blocks(block(once(local(0), 3))), blocks(block(once(local(2), 3))));
    assertThat(after("inlining", two, func("f", 0, call("g", 3, 0), once(local(3), 2))))
        .isEqualTo("{Call AssignVarOnce}");
    Func one = func("g", 1, once(local(2), 3));
    assertThat(after("inlining", one, func("f", 0, call("g", 3, 0), once(local(3), 2))))
        .isEqualTo("{AssignVar AssignVar AssignVarOnce}");
  }

  @Test
  void whenARuleDoesMuch_thenItIsCalledFromLoops_andFromSeveralPlaces() {
    Func rule = func("r", 0, scan(0, 3, 4, once(local(4), 2)));
    assertThat(after("inlining", rule, func("f", 0, scan(0, 3, 4, call("r", 5)))))
        .isEqualTo("{Scan{Call}}");
    assertThat(after("inlining", rule, func("f", 0, call("r", 3), call("r", 4))))
        .isEqualTo("{Call Call}");
    assertThat(after("inlining", rule, func("f", 0, call("r", 3)))).contains("Scan");
  }

  // ---- common prefixes

  @Test
  void whenBlocksBeginAlike_thenTheirBeginningIsRunOnce() {
    assertThat(
            after(
                "shared-prefixes",
                blocks(block(dot(0, string(1), 3), equal(3, YES), equal(0, NO), once(YES, 2))),
                blocks(block(dot(0, string(1), 4), equal(4, YES), leave(0))),
                blocks(block(dot(0, string(1), 5), equal(5, NO), leave(1)))))
        .isEqualTo("{{Dot {Equal {Equal AssignVarOnce}{Break0}}{Equal Break2}}}");
  }

  @Test
  void whenABlockChangesWhatTheNextBeginsWith_thenEachBeginsByItself() {
    assertThat(
            after(
                "shared-prefixes",
                set(3),
                blocks(block(equal(3, YES), add(YES, 3))),
                blocks(block(equal(3, YES), add(NO, 3)))))
        .isEqualTo("{MakeSet {Equal SetAdd} {Equal SetAdd}}");
    assertThat(
            after(
                "shared-prefixes",
                blocks(block(equal(3, YES), assign(NO, 3))),
                blocks(block(equal(3, YES), assign(YES, 3)))))
        .isEqualTo("{{Equal AssignVar} {Equal AssignVar}}");
  }

  @Test
  void whenAStepIntoTheInputGoesOnDifferently_thenItIsLeftToCodeGeneration() {
    assertThat(
            after(
                "shared-prefixes",
                blocks(block(dot(0, string(1), 3), dot(3, string(2), 4), once(local(4), 2))),
                blocks(block(dot(0, string(1), 5), dot(5, string(3), 6), once(local(6), 2)))))
        .isEqualTo("{{Dot Dot AssignVarOnce} {Dot Dot AssignVarOnce}}");
  }

  // ---- loop invariants

  @Test
  void whenSomethingIsTheSameEachTime_thenItIsDoneBeforeTheLoop() {
    assertThat(
            after(
                "loop-invariants",
                scan(0, 3, 4, dot(4, string(1), 5), dot(1, string(2), 6), equal(5, local(6)))))
        .isEqualTo("{Dot Scan{Dot Equal}}");
  }

  @Test
  void whenMoreFollowsTheLoop_thenItIsLeftOutAlone() {
    assertThat(
            after(
                "loop-invariants",
                scan(0, 3, 4, dot(1, string(2), 6), equal(4, local(6)), leave(1)),
                once(YES, 2)))
        .isEqualTo("{{Dot Scan{Equal Break2}} AssignVarOnce}");
  }

  @Test
  void whenSomethingIsNoticedBefore_thenOnlyWhatIsDefinedLeavesTheLoop() {
    assertThat(
            after(
                "loop-invariants",
                set(7),
                scan(0, 3, 4, add(local(4), 7), dot(1, string(2), 6), equal(4, local(6)))))
        .isEqualTo("{MakeSet Scan{SetAdd Dot Equal}}");
    assertThat(
            after(
                "loop-invariants",
                scan(0, 3, 4, builtin("io.jwt.decode", 5, local(4)), dot(1, string(2), 6))))
        .isEqualTo("{Scan{Call Dot}}");
  }

  @Test
  void whenLoopsAreInEachOther_thenItLeavesBoth() {
    assertThat(
            after(
                "loop-invariants",
                scan(0, 3, 4, scan(4, 5, 6, builtin("lower", 7, local(1)), equal(6, local(7))))))
        .isEqualTo("{Call Scan{Scan{Equal}}}");
  }

  // ---- early exit

  @Test
  void whenALoopAssignsAConstant_thenItEndsWithIt() {
    assertThat(after("early-exit", scan(0, 3, 4, equal(4, YES), once(YES, 2))))
        .isEqualTo("{Scan{Equal AssignVarOnce Break1}}");
    assertThat(
            after(
                "early-exit",
                set(2),
                scan(0, 3, 4, scan(4, 5, 6, equal(6, YES), blocks(block(add(string(1), 2))))),
                not(equal(0, YES))))
        .isEqualTo("{MakeSet {Scan{Scan{Equal {SetAdd Break3}}}} Not{Equal}}");
  }

  @Test
  void whenEachTurnMayDoSomethingElse_thenTheLoopGoesOn() {
    assertThat(after("early-exit", scan(0, 3, 4, equal(4, YES), once(local(3), 2))))
        .isEqualTo("{Scan{Equal AssignVarOnce}}");
    assertThat(
            after("early-exit", scan(0, 3, 4, builtin("io.jwt.decode", 5, local(4)), once(YES, 2))))
        .isEqualTo("{Scan{Call AssignVarOnce}}");
    assertThat(after("early-exit", scan(0, 3, 4, once(YES, 2)), once(local(4), 2)))
        .isEqualTo("{Scan{AssignVarOnce} AssignVarOnce}");
  }

  // ---- flattening and dead code

  @Test
  void whenABlockEndsWithTheOneAround_thenItIsTakenAway() {
    assertThat(
            after(
                "flattening", blocks(block(equal(0, YES), blocks(block(once(YES, 2), leave(1)))))))
        .isEqualTo("{Equal AssignVarOnce}");
    assertThat(after("flattening", not(blocks(block(equal(0, YES)))))).isEqualTo("{Not{{Equal}}}");
  }

  @Test
  void whenNobodyAsksForAValue_thenItIsNotMade() {
    assertThat(
            after(
                "dead-code",
                number(1, 3),
                assign(local(3), 4),
                set(5),
                add(local(4), 5),
                blocks(block(assign(YES, 6))),
                once(YES, 2)))
        .isEqualTo("{AssignVarOnce}");
    assertThat(after("dead-code", dot(0, string(1), 3), once(YES, 2)))
        .isEqualTo("{Dot AssignVarOnce}");
  }

  @Test
  void whenNobodyComesToAStatement_thenItIsLeftOut() {
    assertThat(
            after(
                "dead-code",
                blocks(block(once(YES, 2), leave(1), equal(0, YES)), block(equal(0, NO))),
                equal(0, YES)))
        .isEqualTo("{{AssignVarOnce Break1}{Equal}}");
  }

  @Test
  void whenAFunctionIsNotReached_thenItIsLeftOut() {
    Policy plan = policy(func("g", 0, once(NO, 2)), func("f", 0, once(YES, 2)));
    assertThat(PlanOptimizer.optimize(plan, OptimizationLevel.O1, false).funcs())
        .extracting(Func::name)
        .isEqualTo(List.of("f"));
  }
}
