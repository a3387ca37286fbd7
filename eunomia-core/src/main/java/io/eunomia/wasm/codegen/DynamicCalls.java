package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Functions by their paths. What a call with a path that is known only at run time may reach is a
 * nest of constant objects, one level a variable step, with the callee's number at its leaves: a
 * call costs as many lookups as the path has variable steps, however many functions there are.
 */
final class DynamicCalls {
  private DynamicCalls() {}

  /** The steps of the path that are known only at run time. */
  static List<Operand> variableSteps(Stmt.CallDynamic call) {
    return call.path().stream().filter(step -> !(step instanceof Operand.StringIndex)).toList();
  }

  /** The nest of objects that leads to the number of a candidate. */
  static Constant lookup(Stmt.CallDynamic call, List<Func> candidates) {
    List<Integer> variable = new ArrayList<>();
    for (int i = 0; i < call.path().size(); i++) {
      if (!(call.path().get(i) instanceof Operand.StringIndex)) {
        variable.add(i);
      }
    }
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      numbers.add(i);
    }
    return lookup(variable, candidates, numbers);
  }

  private static Constant lookup(
      List<Integer> steps, List<Func> candidates, List<Integer> numbers) {
    if (steps.isEmpty()) {
      return Constant.Num.of(numbers.get(0));
    }
    Map<Constant, List<Integer>> groups = new TreeMap<>();
    for (int number : numbers) {
      Constant key = new Constant.Str(candidates.get(number).path().get(steps.get(0)));
      groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(number);
    }
    List<Constant.Entry> entries = new ArrayList<>();
    groups.forEach(
        (key, group) ->
            entries.add(
                new Constant.Entry(
                    key, lookup(steps.subList(1, steps.size()), candidates, group))));
    return new Constant.Obj(entries);
  }
}
