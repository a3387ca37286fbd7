package io.eunomia.rego.ast;

import java.util.List;

/**
 * Prints trees as Rego v1: terms and expressions on one line, rules and modules on several.
 *
 * <p>What it prints parses to an equal tree, but for places and for the names of {@code _}; of a
 * module, comments and annotations too come back in their order. It is not the formatter: it knows
 * nothing of how the text was laid out. What Rego v1 cannot say, such as the name {@code if} of a
 * v0 rule, is printed as it is.
 */
public final class AstPrinter {
  private AstPrinter() {}

  /** The term as Rego that parses to an equal term. */
  public static String print(Term term) {
    StringBuilder out = new StringBuilder();
    new TermPrinter(out).term(term);
    return out.toString();
  }

  /** The expression with its modifiers, on one line. */
  public static String print(Expr expr) {
    StringBuilder out = new StringBuilder();
    new TermPrinter(out).expr(expr);
    return out.toString();
  }

  /** The expressions on one line, separated by semicolons. */
  public static String print(List<Expr> body) {
    StringBuilder out = new StringBuilder();
    new TermPrinter(out).body(body);
    return out.toString();
  }

  /** The rule with its branches, without a line break at the end. */
  public static String print(Rule rule) {
    StringBuilder out = new StringBuilder();
    new ModulePrinter(out, List.of()).rule(rule);
    return out.toString();
  }

  /**
   * The whole module, ended by a line break. Comments stand above the package, import, rule or
   * expression that they were above or in; metadata is written anew, from what it says.
   */
  public static String print(Module module) {
    StringBuilder out = new StringBuilder();
    ModulePrinter.print(module, out);
    return out.toString();
  }
}
