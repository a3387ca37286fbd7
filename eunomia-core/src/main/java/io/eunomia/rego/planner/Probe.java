package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Term;
import java.util.List;

/**
 * What a plan tells its host at a place.
 *
 * @param builtin the builtin that tells it: one of {@link io.eunomia.rego.ir.BuiltinDecl}'s that no
 *     policy can call
 * @param name what the host knows the place by
 * @param values variables, and refs from variables, whose values are told too if the builtin tells
 *     values, those that have one there; each is named by what stands at its span
 */
public record Probe(String builtin, String name, List<Term> values) {
  public Probe {
    values = List.copyOf(values);
  }
}
