package io.eunomia.rego.ir.flow;

import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions that calls may reach whose path is known only at run time. */
public final class CallTargets {
  private final List<String> strings;
  private final Map<Integer, List<Func>> byLength = new HashMap<>();

  /**
   * @param funcs all functions of a plan
   * @param strings its constants
   */
  public CallTargets(List<Func> funcs, List<String> strings) {
    this.strings = strings;
    for (Func func : funcs) {
      byLength.computeIfAbsent(func.path().size(), unused -> new ArrayList<>()).add(func);
    }
  }

  /** The functions that the call may reach. */
  public List<Func> candidates(Stmt.CallDynamic call) {
    return byLength.getOrDefault(call.path().size(), List.of()).stream()
        .filter(func -> func.params().size() == call.args().size())
        .filter(func -> matches(func, call))
        .toList();
  }

  private boolean matches(Func func, Stmt.CallDynamic call) {
    for (int i = 0; i < call.path().size(); i++) {
      if (call.path().get(i) instanceof Operand.StringIndex string
          && !strings.get(string.index()).equals(func.path().get(i))) {
        return false;
      }
    }
    return true;
  }
}
