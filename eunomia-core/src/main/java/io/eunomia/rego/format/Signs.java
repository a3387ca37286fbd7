package io.eunomia.rego.format;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Var;
import java.util.Map;

/** The signs of infix operators, by the builtins that they call. */
final class Signs {
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("internal.member_2", "in"),
          Map.entry("internal.member_3", "in"),
          Map.entry("assign", ":="),
          Map.entry("eq", "="),
          Map.entry("equal", "=="),
          Map.entry("neq", "!="),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("lte", "<="),
          Map.entry("gte", ">="),
          Map.entry("or", "|"),
          Map.entry("and", "&"),
          Map.entry("plus", "+"),
          Map.entry("minus", "-"),
          Map.entry("mul", "*"),
          Map.entry("div", "/"),
          Map.entry("rem", "%"));

  private Signs() {}

  /** The sign that a call is written with; empty if it is written with parentheses. */
  static String of(Call call) {
    if (!(call.operator().head() instanceof Var)) {
      return "";
    }
    String name = call.operator().dotted();
    int operands = name.equals("internal.member_3") ? 3 : 2;
    return call.args().size() == operands ? SIGNS.getOrDefault(name, "") : "";
  }
}
