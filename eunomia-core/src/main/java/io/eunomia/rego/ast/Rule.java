package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.List;

/**
 * One definition of a rule.
 *
 * @param isDefault whether it stands after {@code default}
 * @param head what it defines
 * @param body its conditions; empty if none were written
 * @param elses the branches that are tried in order if the body fails
 */
public record Rule(boolean isDefault, Head head, List<Expr> body, List<Else> elses, Span span)
    implements Node {
  public Rule {
    body = List.copyOf(body);
    elses = List.copyOf(elses);
  }
}
