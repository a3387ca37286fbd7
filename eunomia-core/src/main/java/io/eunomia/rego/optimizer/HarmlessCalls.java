package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Knows which calls nobody notices but by their value: they do not end the evaluation, print
 * nothing, and give the same for the same arguments. It does not matter how often they are made, or
 * whether at all.
 */
final class HarmlessCalls {
  /** Builtins without errors, whatever they are given. */
  private static final Set<String> TOTAL =
      Set.of(
          "equal",
          "neq",
          "lt",
          "lte",
          "gt",
          "gte",
          "is_array",
          "is_boolean",
          "is_null",
          "is_number",
          "is_object",
          "is_set",
          "is_string",
          "type_name",
          "internal.member_2",
          "internal.member_3",
          BuiltinDecl.PREPARED);

  /** Those whose errors make calls undefined, unless an evaluation is to end with them. */
  private static final Set<String> PARTIAL =
      Set.of(
          "abs",
          "and",
          "array.concat",
          "array.reverse",
          "array.slice",
          "ceil",
          "concat",
          "contains",
          "count",
          "div",
          "endswith",
          "floor",
          "format_int",
          "indexof",
          "intersection",
          "lower",
          "max",
          "min",
          "minus",
          "mul",
          "object.get",
          "object.keys",
          "or",
          "plus",
          "product",
          "rem",
          "replace",
          "round",
          "sort",
          "split",
          "startswith",
          "strings.any_prefix_match",
          "strings.any_suffix_match",
          "substring",
          "sum",
          "to_number",
          "trim",
          "trim_left",
          "trim_prefix",
          "trim_right",
          "trim_space",
          "trim_suffix",
          "union",
          "upper");

  /** A longer chain of calls is not followed. */
  private static final int MAX_CHAIN = 100;

  private final Map<String, Func> planned = new HashMap<>();
  private final Map<String, Boolean> known = new HashMap<>();
  private final boolean strict;
  private int chain;

  /**
   * Knows the calls of a plan.
   *
   * @param strict whether errors of builtins end the evaluation
   */
  HarmlessCalls(Policy policy, boolean strict) {
    this.strict = strict;
    policy.funcs().forEach(func -> planned.put(func.name(), func));
  }

  /** Whether a call is one of a rule or function, not of a builtin. */
  boolean isPlanned(Stmt.Call call) {
    return planned.containsKey(call.func());
  }

  /** Whether nobody notices a call. */
  boolean isHarmless(Stmt.Call call) {
    Func callee = planned.get(call.func());
    if (callee == null) {
      return isHarmlessBuiltin(call.func());
    }
    Boolean already = known.get(callee.name());
    if (already != null) {
      return already;
    }
    known.put(callee.name(), false);
    boolean harmless = ++chain <= MAX_CHAIN && isHarmless(callee);
    chain--;
    known.put(callee.name(), harmless);
    return harmless;
  }

  private boolean isHarmless(Func func) {
    Body body = new Body(func.params(), func.blocks());
    Assignments assignments = new Assignments(body);
    boolean[] harmless = {true};
    body.forEach(node -> harmless[0] = harmless[0] && isHarmless(node, body, assignments));
    return harmless[0];
  }

  private boolean isHarmlessBuiltin(String name) {
    return TOTAL.contains(name) || (!strict && PARTIAL.contains(name));
  }

  /** Whether nobody outside of a function notices a statement of it. */
  private boolean isHarmless(Node node, Body body, Assignments assignments) {
    if (node.stmt instanceof Stmt.Call call) {
      return isHarmless(call);
    } else if (node.stmt instanceof Stmt.AssignVarOnce) {
      return assignments.isFree(node);
    }
    return !(node.stmt instanceof Stmt.CallDynamic)
        && !(node.stmt instanceof Stmt.ObjectInsertOnce)
        && !(node.stmt instanceof Stmt.ResultSetAdd)
        && node.effects.mutates().stream().allMatch(local -> isMade(local, body));
  }

  private static boolean isMade(int local, Body body) {
    return !body.params.contains(local) && Makers.madeAll(body.of(local));
  }
}
