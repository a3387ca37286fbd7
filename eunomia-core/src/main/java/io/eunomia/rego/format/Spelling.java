package io.eunomia.rego.format;

import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Var;
import java.util.Set;
import java.util.regex.Pattern;

/** How names and scalars are spelled: as they were, where that can be. */
final class Spelling {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private static final Set<String> KEYWORDS =
      Set.of(
          "as", "contains", "default", "else", "every", "false", "if", "import", "in", "not",
          "null", "package", "some", "true", "with");

  private Spelling() {}

  static String of(Var var) {
    return var.isWildcard() ? "_" : var.name();
  }

  static String of(NumberTerm number) {
    return number.text();
  }

  /** Between quotes, even where it was a name. */
  static String quoted(StringTerm string) {
    return of(string);
  }

  static String of(StringTerm string) {
    String text = string.span().text();
    return isQuoted(text) ? text : string.toString();
  }

  /** A step of a ref: behind a dot, or in brackets. */
  static String ofStep(StringTerm step) {
    String text = step.span().text();
    boolean name = NAME.matcher(step.value()).matches();
    boolean quotedKeyword = KEYWORDS.contains(step.value()) && isQuoted(text);
    return name && !quotedKeyword ? "." + step.value() : "[" + of(step) + "]";
  }

  /** A step of what is imported: no keyword needs brackets there. */
  static String ofImportStep(StringTerm step) {
    String name = step.value();
    return NAME.matcher(name).matches() ? "." + name : "[" + of(step) + "]";
  }

  private static boolean isQuoted(String text) {
    return text.startsWith("\"") || text.startsWith("`");
  }
}
