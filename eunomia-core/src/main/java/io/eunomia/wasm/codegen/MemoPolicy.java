package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.CallTargets;
import io.eunomia.rego.ir.flow.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides whose value is remembered for the rest of the evaluation: rules that do some work, and
 * may be asked for more than once with the same input and data.
 */
final class MemoPolicy {
  /** Below so many statements that are not free, working it out again is as good. */
  private static final int TRIVIAL = 6;

  private final Tuning tuning;
  private final Map<String, Body> bodies;
  private final Map<String, Set<Node>> callers = new HashMap<>();
  private final Map<Node, String> callerOf = new HashMap<>();
  private final Set<String> dynamic = new HashSet<>();
  private final Map<String, Boolean> decided = new HashMap<>();

  /**
   * @param bodies of functions, by name; plans do not count, since each is an evaluation of its own
   */
  MemoPolicy(List<Func> funcs, Map<String, Body> bodies, CallTargets targets, Tuning tuning) {
    this.tuning = tuning;
    this.bodies = bodies;
    for (Func func : funcs) {
      body(func.name())
          .forEach(
              node -> {
                if (node.stmt instanceof Stmt.Call call && bodies.containsKey(call.func())) {
                  callers.computeIfAbsent(call.func(), unused -> new HashSet<>()).add(node);
                  callerOf.put(node, func.name());
                } else if (node.stmt instanceof Stmt.CallDynamic call) {
                  targets.candidates(call).forEach(callee -> dynamic.add(callee.name()));
                }
              });
    }
  }

  private Body body(String name) {
    Body body = bodies.get(name);
    if (body == null) {
      throw new AssertionError(name);
    }
    return body;
  }

  /** Whether the function's value is remembered. */
  boolean remembers(String function) {
    Boolean known = decided.get(function);
    if (known == null) {
      // In case of a recursion, which no compiler of Rego lets through: not a second time.
      decided.put(function, false);
      known = body(function).params.size() == 2 && (tuning.rememberAll() || isWorthIt(function));
      decided.put(function, known);
    }
    return known;
  }

  private boolean isWorthIt(String function) {
    return !isTrivial(body(function)) && mayRunAgain(function);
  }

  private boolean mayRunAgain(String function) {
    Set<Node> sites = callers.getOrDefault(function, Set.of());
    if (dynamic.contains(function) || sites.size() > 1) {
      return true;
    }
    for (Node site : sites) {
      String caller = callerOf.get(site);
      if (site.inLoop() || caller == null || body(caller).params.size() > 2) {
        return true;
      }
      if (!remembers(caller) && mayRunAgain(caller)) {
        return true;
      }
    }
    return false;
  }

  private boolean isTrivial(Body body) {
    int[] cost = new int[1];
    body.forEach(node -> cost[0] += cost(node.stmt));
    return cost[0] < TRIVIAL;
  }

  private int cost(Stmt stmt) {
    if (stmt instanceof Stmt.Scan || stmt instanceof Stmt.Call) {
      return TRIVIAL;
    } else if (stmt instanceof Stmt.MakeArray
        || stmt instanceof Stmt.MakeObject
        || stmt instanceof Stmt.MakeSet
        || stmt instanceof Stmt.ObjectMerge
        || stmt instanceof Stmt.WithStmt) {
      return 2;
    }
    if (stmt instanceof Stmt.Dispatch) {
      return 2;
    }
    return stmt instanceof Stmt.Dot || stmt instanceof Stmt.Equal ? 1 : 0;
  }
}
