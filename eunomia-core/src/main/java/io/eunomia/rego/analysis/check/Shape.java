package io.eunomia.rego.analysis.check;

import io.eunomia.rego.ast.AstPrinter;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A definition without the names of its variables: two of one shape say the same.
 *
 * @param head what it defines, and which value it gives
 * @param conditions its conditions, whatever their order
 */
record Shape(String head, Set<String> conditions) {
  private static final String SEPARATOR = "\u0000";
  private static final Pattern LOCAL = Pattern.compile("__local\\d+__");

  /** The shape of a definition without {@code else}. */
  static Shape of(Rule rule) {
    StringBuilder text = new StringBuilder();
    for (Expr expr : rule.body()) {
      text.append(AstPrinter.print(expr)).append(SEPARATOR);
    }
    // The conditions first: it is in them that variables get their meaning.
    String arguments = String.valueOf(rule.head().args());
    String named =
        renamed(
            arguments
                + SEPARATOR
                + text
                + rule.head().ref()
                + SEPARATOR
                + rule.head().key()
                + SEPARATOR
                + rule.head().value());
    List<String> parts = List.of(named.split(SEPARATOR, -1));
    int end = parts.size() - 3;
    Set<String> conditions = new HashSet<>(parts.subList(1, end));
    conditions.remove("true");
    return new Shape(
        parts.get(0) + SEPARATOR + String.join(SEPARATOR, parts.subList(end, parts.size())),
        conditions);
  }

  private static String renamed(String text) {
    Map<String, String> names = new HashMap<>();
    return LOCAL
        .matcher(text)
        .replaceAll(
            found -> names.computeIfAbsent(found.group(), key -> "variable" + names.size()));
  }

  /** Whether it has all conditions of another one of the same head, so that it adds nothing. */
  boolean isPartOf(Shape other) {
    return head.equals(other.head) && conditions.containsAll(other.conditions);
  }
}
