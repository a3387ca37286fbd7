package io.eunomia.rego.format;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The infix operators, by the builtins that they call. */
final class Signs {
  /** How tightly {@code :=} and {@code =} bind, which stand at the top of expressions only. */
  static final int ASSIGNMENT = 0;

  /** How tightly {@code in} binds. */
  static final int MEMBERSHIP = 1;

  /**
   * How an operator is written.
   *
   * @param text the sign itself
   * @param level how tightly it binds; those of a higher level do so more tightly
   */
  record Sign(String text, int level) {}

  private static final Map<String, Sign> SIGNS =
      Map.ofEntries(
          Map.entry("assign", new Sign(":=", ASSIGNMENT)),
          Map.entry("eq", new Sign("=", ASSIGNMENT)),
          Map.entry("internal.member_2", new Sign("in", MEMBERSHIP)),
          Map.entry("internal.member_3", new Sign("in", MEMBERSHIP)),
          Map.entry("equal", new Sign("==", 2)),
          Map.entry("neq", new Sign("!=", 2)),
          Map.entry("lt", new Sign("<", 2)),
          Map.entry("gt", new Sign(">", 2)),
          Map.entry("lte", new Sign("<=", 2)),
          Map.entry("gte", new Sign(">=", 2)),
          Map.entry("or", new Sign("|", 3)),
          Map.entry("and", new Sign("&", 4)),
          Map.entry("plus", new Sign("+", 5)),
          Map.entry("minus", new Sign("-", 5)),
          Map.entry("mul", new Sign("*", 6)),
          Map.entry("div", new Sign("/", 6)),
          Map.entry("rem", new Sign("%", 6)));

  private Signs() {}

  /** The sign of a term's operator; {@code null} if the term is written without one. */
  static @Nullable Sign of(Term term) {
    if (!(term instanceof Call call) || !(call.operator().head() instanceof Var)) {
      return null;
    }
    String name = call.operator().dotted();
    int operands = name.equals("internal.member_3") ? 3 : 2;
    return call.args().size() == operands ? SIGNS.get(name) : null;
  }

  /**
   * The sign of a term's operator within another term, where nothing is assigned; {@code null} if
   * the term is written without one.
   */
  static @Nullable Sign within(Term term) {
    Sign sign = of(term);
    return sign == null || sign.level == ASSIGNMENT ? null : sign;
  }

  /** Whether a term is an open {@code |}, which could be taken for that of a comprehension. */
  static boolean isBar(Term term) {
    Sign sign = of(term);
    return sign != null && sign.text.equals("|");
  }
}
