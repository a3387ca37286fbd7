package io.eunomia.rego.format;

import io.eunomia.rego.ast.Names;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Var;

/** How names and strings are spelled: as they were, where that can be. */
final class Spelling {
  private Spelling() {}

  static String of(Var var) {
    return var.isWildcard() ? "_" : var.name();
  }

  /** A string with its quotes, also where it was written as a name. */
  static String of(StringTerm string) {
    String text = string.span().text();
    return isQuoted(text) ? text : string.toString();
  }

  /** A step of a ref: behind a dot, unless it is no name, or a keyword that had quotes. */
  static String ofStep(StringTerm step) {
    boolean name = Names.isName(step.value());
    boolean quotedKeyword = Names.isKeyword(step.value()) && isQuoted(step.span().text());
    return name && !quotedKeyword ? "." + step.value() : "[" + of(step) + "]";
  }

  /** A step of what is imported, where keywords are names like any others. */
  static String ofImported(StringTerm step) {
    boolean name = Names.isName(step.value());
    return name ? "." + step.value() : "[" + of(step) + "]";
  }

  private static boolean isQuoted(String text) {
    return text.startsWith("\"") || text.startsWith("`");
  }
}
