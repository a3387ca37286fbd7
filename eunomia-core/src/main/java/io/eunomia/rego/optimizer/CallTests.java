package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Selector;
import io.eunomia.rego.ir.Stmt;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls of builtins that test a value against constants. */
final class CallTests {
  private CallTests() {}

  /** What the call's result says; null if it is no such call. */
  static @Nullable IndexTest of(Stmt.Call call, Function<Operand, @Nullable Known> known) {
    List<@Nullable Known> args = call.args().stream().<@Nullable Known>map(known).toList();
    return switch (call.func()) {
      case "internal.member_2" -> args.size() == 2 ? member(args.get(0), args.get(1)) : null;
      case "startswith" -> args.size() == 2 ? prefix(args.get(0), text(args.get(1))) : null;
      case "glob.match" ->
          args.size() == 3 && areDelimiters(args.get(1))
              ? prefix(args.get(2), glob(text(args.get(0))))
              : null;
      default -> null;
    };
  }

  private static @Nullable IndexTest member(@Nullable Known value, @Nullable Known collection) {
    return value instanceof Known.At at
            && collection instanceof Known.Collection constants
            && constants.isConstant()
            && constants.type != Known.Collection.Type.OBJECT
        ? new IndexTest(at.ref(), Selector.Kind.EQUAL, constants.elements, null)
        : null;
  }

  private static @Nullable IndexTest prefix(@Nullable Known value, @Nullable String prefix) {
    return value instanceof Known.At at && prefix != null
        ? new IndexTest(at.ref(), Selector.Kind.PREFIX, Set.of(new IndexKey.Text(prefix)), null)
        : null;
  }

  private static @Nullable String glob(@Nullable String pattern) {
    return pattern == null ? null : GlobPrefix.of(pattern);
  }

  private static @Nullable String text(@Nullable Known known) {
    return known instanceof Known.OneOf constant
            && constant.keys().size() == 1
            && constant.keys().iterator().next() instanceof IndexKey.Text text
        ? text.value()
        : null;
  }

  /** Whether they are no error: null, or strings of one character. */
  private static boolean areDelimiters(@Nullable Known known) {
    if (known instanceof Known.Collection array) {
      return array.isConstant()
          && array.type == Known.Collection.Type.ARRAY
          && array.elements.stream()
              .allMatch(e -> e instanceof IndexKey.Text text && isAscii(text.value()));
    }
    return Known.constant(new IndexKey.Null()).equals(known);
  }

  private static boolean isAscii(String text) {
    return text.length() == 1 && text.charAt(0) < 0x80;
  }
}
