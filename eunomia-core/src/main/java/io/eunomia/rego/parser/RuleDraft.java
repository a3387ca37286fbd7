package io.eunomia.rego.parser;

import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule, and what Rego v1 would say of how it is written. Whether that matters is known only at
 * the end of a module: {@code import rego.v1} may stand anywhere.
 *
 * @param bodyWithoutIf whether a body was written without {@code if}
 * @param setWithoutContains whether it is a partial set that was written without {@code contains}
 * @param bare whether neither value nor body was written
 * @param elsesWithoutIf where {@code else} branches with a body but without {@code if} stand
 */
record RuleDraft(
    Rule rule,
    boolean bodyWithoutIf,
    boolean setWithoutContains,
    boolean bare,
    List<Span> elsesWithoutIf) {

  /** What Rego v1 does not allow. */
  List<Diagnostic> checkV1() {
    String kind = rule.head().isFunction() ? "function" : "rule";
    String ifRequired = "`if` keyword is required before " + kind + " body";
    List<Diagnostic> found = new ArrayList<>();
    if (bodyWithoutIf) {
      found.add(error(rule.span(), ifRequired));
    }
    if (setWithoutContains) {
      found.add(error(rule.span(), "`contains` keyword is required for partial set rules"));
    }
    if (bare) {
      found.add(error(rule.span(), kind + " must have value assignment and/or body declaration"));
    }
    for (Span branch : elsesWithoutIf) {
      found.add(error(branch, ifRequired));
    }
    return found;
  }

  private static Diagnostic error(Span span, String message) {
    return Diagnostic.error(RegoParser.PARSE_ERROR, span, message);
  }
}
