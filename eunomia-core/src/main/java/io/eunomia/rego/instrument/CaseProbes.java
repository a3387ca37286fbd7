package io.eunomia.rego.instrument;

import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.planner.Probe;
import io.eunomia.rego.planner.Probes;
import io.eunomia.rego.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the cases of tests, beside what other probes tell: the variables of {@code
 * test_x[name][other]} as soon as they have values, whether or not the case holds.
 */
public final class CaseProbes implements Probes {
  private final Probes others;

  /** How many steps of a test's ref name its cases, by the name of the place of its head. */
  private final Map<String, Integer> steps = new HashMap<>();

  /**
   * @param modules as the parser made them
   */
  public CaseProbes(List<Module> modules, Probes others) {
    this.others = others;
    for (Module module : modules) {
      for (Rule rule : module.rules()) {
        if (hasCases(rule)) {
          steps.put(Place.name(rule.head().span()), rule.head().ref().path().size());
        }
      }
    }
  }

  /** Whether a rule, as the parser made it, is a test that has cases. */
  public static boolean hasCases(Rule rule) {
    return TestNames.isTest(TestNames.of(rule))
        && !rule.head().ref().path().isEmpty()
        && !rule.head().isFunction()
        && !rule.head().isMultiValue();
  }

  @Override
  public List<Term> caseOf(Rule rule) {
    List<Term> path = rule.head().ref().path();
    int names = steps.getOrDefault(Place.name(rule.head().span()), 0);
    return path.subList(path.size() - names, path.size());
  }

  @Override
  public @Nullable Probe before(Expr expr, boolean inClosure) {
    return others.before(expr, inClosure);
  }

  @Override
  public @Nullable Probe within(Expr expr, boolean inClosure) {
    return others.within(expr, inClosure);
  }

  @Override
  public @Nullable Probe holds(Expr.Every every) {
    return others.holds(every);
  }

  @Override
  public @Nullable Probe holds(Span place) {
    return others.holds(place);
  }

  @Override
  public @Nullable Probe begins(Node owner) {
    return others.begins(owner);
  }

  @Override
  public @Nullable Probe succeeds(Node owner, boolean last) {
    return others.succeeds(owner, last);
  }

  @Override
  public @Nullable Probe ends(Node owner) {
    return others.ends(owner);
  }

  @Override
  public @Nullable Probe note() {
    return others.note();
  }
}
