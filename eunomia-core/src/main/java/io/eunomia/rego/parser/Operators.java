package io.eunomia.rego.parser;

import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The infix operators of terms: the builtin that each calls, and how tightly it binds. */
final class Operators {
  /** The loosest level that {@link #LEVELS} knows. */
  static final int LOOSEST = 1;

  private static final Map<TokenKind, String> BUILTINS = new EnumMap<>(TokenKind.class);
  private static final Map<TokenKind, Integer> LEVELS = new EnumMap<>(TokenKind.class);

  static {
    operator(1, TokenKind.EQUAL, "equal");
    operator(1, TokenKind.NOT_EQUAL, "neq");
    operator(1, TokenKind.LESS, "lt");
    operator(1, TokenKind.GREATER, "gt");
    operator(1, TokenKind.LESS_EQUAL, "lte");
    operator(1, TokenKind.GREATER_EQUAL, "gte");
    operator(2, TokenKind.OR, "or");
    operator(3, TokenKind.AND, "and");
    operator(4, TokenKind.PLUS, "plus");
    operator(4, TokenKind.MINUS, "minus");
    operator(5, TokenKind.TIMES, "mul");
    operator(5, TokenKind.DIVIDE, "div");
    operator(5, TokenKind.REMAINDER, "rem");
  }

  private Operators() {}

  private static void operator(int level, TokenKind kind, String builtin) {
    LEVELS.put(kind, level);
    BUILTINS.put(kind, builtin);
  }

  /** How tightly a token binds; 0 if it is no infix operator. */
  static int level(TokenKind kind) {
    return LEVELS.getOrDefault(kind, 0);
  }

  /** The builtin of an operator. */
  static String builtin(TokenKind kind) {
    return BUILTINS.getOrDefault(kind, "");
  }

  /** Whether a builtin has an infix operator. */
  static boolean isBuiltin(String name) {
    return BUILTINS.containsValue(name);
  }

  /** A builtin's name as a ref. */
  static Ref ref(String builtin, Span span) {
    String[] names = builtin.split("\\.", -1);
    List<Term> path = new ArrayList<>();
    for (int i = 1; i < names.length; i++) {
      path.add(StringTerm.of(names[i], span));
    }
    return new Ref(new Var(names[0], span), path, span);
  }
}
