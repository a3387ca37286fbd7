package io.eunomia.rego.ir.flow;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which function calls which, and from how many places. */
public final class CallGraph {
  private final Map<String, Func> funcs = new LinkedHashMap<>();
  private final Map<String, Set<String>> callees = new HashMap<>();
  private final Map<String, Integer> sites = new HashMap<>();
  private final List<String> strings;
  private final CallTargets targets;

  /** The calls of a plan. */
  public CallGraph(Policy policy) {
    strings = policy.strings();
    policy.funcs().forEach(func -> funcs.put(func.name(), func));
    targets = new CallTargets(policy.funcs(), policy.strings());
    policy.funcs().forEach(func -> note(func.name(), func.blocks()));
    policy.plans().forEach(plan -> note("/" + plan.name(), plan.blocks()));
  }

  private void note(String caller, List<Block> blocks) {
    for (Block block : blocks) {
      for (Stmt stmt : block.stmts()) {
        if (stmt instanceof Stmt.Call call) {
          String callee = PreparedCall.functionOf(call, strings);
          if (funcs.containsKey(callee)) {
            note(caller, callee, 1);
          }
        } else if (stmt instanceof Stmt.CallDynamic call) {
          // It is not known from how many places a function is reached so.
          targets.candidates(call).forEach(callee -> note(caller, callee.name(), 2));
        }
        note(caller, Effects.blocksOf(stmt));
      }
    }
  }

  private void note(String caller, String callee, int times) {
    callees.computeIfAbsent(caller, unused -> new LinkedHashSet<>()).add(callee);
    sites.merge(callee, times, Integer::sum);
  }

  /** Whether a name is that of a function of the plan. */
  public boolean isPlanned(String function) {
    return funcs.containsKey(function);
  }

  /** Whether there is but one place that a function is called from. */
  public boolean isCalledOnce(String function) {
    return sites.getOrDefault(function, 0) == 1;
  }

  /** All functions, each after those that it calls. */
  public List<Func> bottomUp() {
    List<Func> result = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    funcs.keySet().forEach(function -> visit(function, seen, result));
    return result;
  }

  /** Chains of calls may be longer than what the stack holds. */
  private void visit(String start, Set<String> seen, List<Func> result) {
    if (!seen.add(start)) {
      return;
    }
    Deque<String> path = new ArrayDeque<>(List.of(start));
    Deque<Iterator<String>> open = new ArrayDeque<>(List.of(calleesOf(start)));
    while (!path.isEmpty()) {
      if (open.element().hasNext()) {
        String next = open.element().next();
        if (seen.add(next)) {
          path.push(next);
          open.push(calleesOf(next));
        }
      } else {
        Func done = funcs.get(path.pop());
        open.pop();
        if (done != null) {
          result.add(done);
        }
      }
    }
  }

  private Iterator<String> calleesOf(String function) {
    return callees.getOrDefault(function, Set.of()).iterator();
  }
}
