package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.CallTargets;
import io.eunomia.rego.ir.flow.Node;
import io.eunomia.rego.ir.flow.PreparedCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the functions whose value depends on data alone: they read no input, nor does what they
 * call; they call pure builtins only. With the same data they give the same value in every
 * evaluation.
 */
final class DataOnly {
  /** What a function is, by itself and by what it calls. */
  private enum Kind {
    /** Calls what is not pure, or is not known. */
    IMPURE,
    /** Depends on input, data and arguments. */
    OF_INPUT,
    /** Depends on data and arguments. */
    OF_DATA
  }

  private static final int NOT_TRIVIAL = 2;

  private final Map<String, BodyFacts> functions;
  private final List<Func> bottomUp;
  private final CallTargets targets;
  private final List<String> strings;
  private final Set<String> pureBuiltins;
  private final boolean replacing;
  private final Map<String, Kind> kinds = new HashMap<>();

  /**
   * @param functions all functions of the plan, by their names
   * @param bottomUp the same, each after those that it calls
   * @param strings the plan's constants
   * @param pureBuiltins builtins that depend on their arguments alone, and do nothing else
   * @param replacing whether functions that replace input or data may be among them
   */
  DataOnly(
      Map<String, BodyFacts> functions,
      List<Func> bottomUp,
      CallTargets targets,
      List<String> strings,
      Set<String> pureBuiltins,
      boolean replacing) {
    this.functions = functions;
    this.bottomUp = bottomUp;
    this.strings = strings;
    this.targets = targets;
    this.pureBuiltins = pureBuiltins;
    this.replacing = replacing;
  }

  /**
   * The functions without arguments of their own that depend on data alone, and do enough for it to
   * be worth computing them ahead. Each stands behind those that it calls.
   */
  List<String> worthPreparing() {
    Set<String> result = new LinkedHashSet<>();
    for (Func func : bottomUp) {
      BodyFacts facts = functions.get(func.name());
      boolean isOfData = kind(func.name()) == Kind.OF_DATA;
      if (facts != null && isOfData && func.params().size() == 2 && !isTrivial(facts)) {
        result.add(func.name());
      }
    }
    result.removeAll(askedForInVain());
    return List.copyOf(result);
  }

  /** What is of use only while something else is computed ahead, and only once. */
  private Set<String> askedForInVain() {
    Set<String> asked = new LinkedHashSet<>();
    Set<String> used = new LinkedHashSet<>();
    functions.forEach(
        (name, facts) -> {
          boolean onlyOnce = facts.body.params.size() == 2 && kind(name) == Kind.OF_DATA;
          facts.body.forEach(
              node -> {
                boolean asks = node.stmt instanceof Stmt.Call call && PreparedCall.is(call);
                (asks && onlyOnce && !node.inLoop() ? asked : used).addAll(callees(node.stmt));
              });
        });
    asked.removeAll(used);
    return asked;
  }

  private Kind kind(String name) {
    Kind known = kinds.get(name);
    if (known == null) {
      // In case of a recursion, which no compiler of Rego lets through.
      kinds.put(name, Kind.IMPURE);
      BodyFacts facts = functions.get(name);
      known = facts == null ? Kind.IMPURE : compute(facts);
      kinds.put(name, known);
    }
    return known;
  }

  private Kind compute(BodyFacts facts) {
    int input = facts.body.params.get(0);
    Kind[] result = {Kind.OF_DATA};
    facts.body.forEach(
        node -> {
          Kind of = kindOf(node, input);
          if (of.compareTo(result[0]) < 0) {
            result[0] = of;
          }
        });
    return result[0];
  }

  private Kind kindOf(Node node, int input) {
    if (!replacing && node.stmt instanceof Stmt.WithStmt) {
      return Kind.IMPURE;
    }
    Kind called = kindOfCallees(node.stmt);
    if (called == Kind.IMPURE || isUnderWholeInput(node, input)) {
      return called == Kind.IMPURE ? called : Kind.OF_DATA;
    }
    boolean handsOn = isPlannedCall(node.stmt) && firstArgument(node.stmt) == input;
    int reads = Collections.frequency(node.effects.reads(), input) - (handsOn ? 1 : 0);
    return reads > 0 ? Kind.OF_INPUT : called;
  }

  private boolean isPlannedCall(Stmt stmt) {
    return stmt instanceof Stmt.CallDynamic
        || (stmt instanceof Stmt.Call call && functions.containsKey(call.func()));
  }

  private static int firstArgument(Stmt stmt) {
    if (stmt instanceof Stmt.CallDynamic call) {
      return call.args().isEmpty() ? -1 : call.args().get(0);
    }
    return stmt instanceof Stmt.Call call
            && !call.args().isEmpty()
            && call.args().get(0) instanceof Operand.Local local
        ? local.index()
        : -1;
  }

  private Kind kindOfCallees(Stmt stmt) {
    if (stmt instanceof Stmt.Call call && PreparedCall.is(call)) {
      // Whether it was computed makes a difference to the time that it takes alone.
      return Kind.OF_DATA;
    } else if (stmt instanceof Stmt.Call call && !functions.containsKey(call.func())) {
      boolean pure = pureBuiltins.contains(call.func()) || call.func().equals(BuiltinDecl.FAIL);
      return pure ? Kind.OF_DATA : Kind.IMPURE;
    }
    return callees(stmt).stream().map(this::kind).min(Kind::compareTo).orElse(Kind.OF_DATA);
  }

  /** Whether the input that the statement sees is one that a {@code with} put there as a whole. */
  private static boolean isUnderWholeInput(Node node, int input) {
    for (Node at = node.withAround(input); at != null; at = at.withAround(input)) {
      if (at.stmt instanceof Stmt.WithStmt with && with.path().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private List<String> callees(Stmt stmt) {
    List<String> result = new ArrayList<>();
    if (stmt instanceof Stmt.Call call) {
      result.add(PreparedCall.functionOf(call, strings));
    } else if (stmt instanceof Stmt.CallDynamic call) {
      targets.candidates(call).stream().map(Func::name).forEach(result::add);
    }
    return result;
  }

  private static boolean isTrivial(BodyFacts facts) {
    int[] cost = new int[1];
    facts.body.forEach(node -> cost[0] += facts.isFree(node) ? 0 : cost(node.stmt));
    return cost[0] < NOT_TRIVIAL;
  }

  private static int cost(Stmt stmt) {
    if (stmt instanceof Stmt.Scan
        || stmt instanceof Stmt.Call
        || stmt instanceof Stmt.CallDynamic
        || stmt instanceof Stmt.MakeArray
        || stmt instanceof Stmt.MakeObject
        || stmt instanceof Stmt.MakeSet
        || stmt instanceof Stmt.ObjectMerge
        || stmt instanceof Stmt.WithStmt) {
      return NOT_TRIVIAL;
    }
    return stmt instanceof Stmt.Dot || stmt instanceof Stmt.Equal ? 1 : 0;
  }
}
