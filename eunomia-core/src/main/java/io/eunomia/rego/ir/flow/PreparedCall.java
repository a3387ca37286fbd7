package io.eunomia.rego.ir.flow;

import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.List;

/** Calls that ask for what a function gave ahead of the evaluation, and for nothing else. */
public final class PreparedCall {
  private PreparedCall() {}

  /** Whether the call is one of these. */
  public static boolean is(Stmt.Call call) {
    return call.func().equals(BuiltinDecl.PREPARED);
  }

  /** The function whose value such a call asks for. */
  public static String function(Stmt.Call call, List<String> strings) {
    return strings.get(((Operand.StringIndex) call.args().get(0)).index());
  }

  /** The function that a call has to do with, if it is one of the plan's. */
  public static String functionOf(Stmt.Call call, List<String> strings) {
    return is(call) ? function(call, strings) : call.func();
  }
}
