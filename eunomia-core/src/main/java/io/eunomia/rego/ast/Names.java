package io.eunomia.rego.ast;

import java.util.Set;
import java.util.regex.Pattern;

/** What Rego's grammar takes for a name. Stateless and thread-safe. */
public final class Names {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private static final Set<String> KEYWORDS =
      Set.of(
          "as",
          "contains",
          "default",
          "else",
          "every",
          "false",
          "if",
          "import",
          "in",
          "not",
          "null",
          "package",
          "some",
          "true",
          "with");

  private Names() {}

  /** Whether it is spelled as a name; keywords are. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether it is one of Rego v1's keywords. */
  public static boolean isKeyword(String text) {
    return KEYWORDS.contains(text);
  }
}
