package io.eunomia.rego.ir.flow;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Plan;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions that plans reach: nothing else of a plan costs anything. */
public final class Reachability {
  private final Map<String, Func> byName = new HashMap<>();
  private final List<String> strings;
  private final CallTargets targets;
  private final Set<String> reached = new HashSet<>();
  private final Deque<Func> pending = new ArrayDeque<>();

  private Reachability(Policy policy) {
    policy.funcs().forEach(func -> byName.put(func.name(), func));
    strings = policy.strings();
    targets = new CallTargets(policy.funcs(), policy.strings());
  }

  /** The policy without the functions that no plan reaches. */
  public static Policy prune(Policy policy) {
    Reachability reachability = new Reachability(policy);
    for (Plan plan : policy.plans()) {
      reachability.blocks(plan.blocks());
    }
    while (!reachability.pending.isEmpty()) {
      reachability.blocks(reachability.pending.removeFirst().blocks());
    }
    List<Func> funcs =
        policy.funcs().stream().filter(f -> reachability.reached.contains(f.name())).toList();
    return new Policy(policy.strings(), policy.builtins(), policy.files(), policy.plans(), funcs);
  }

  private void blocks(List<Block> blocks) {
    for (Block block : blocks) {
      for (Stmt stmt : block.stmts()) {
        if (stmt instanceof Stmt.Call call) {
          reach(byName.get(PreparedCall.functionOf(call, strings)));
        } else if (stmt instanceof Stmt.CallDynamic call) {
          targets.candidates(call).forEach(this::reach);
        }
        blocks(Effects.blocksOf(stmt));
      }
    }
  }

  private void reach(@Nullable Func func) {
    if (func != null && reached.add(func.name())) {
      pending.add(func);
    }
  }
}
