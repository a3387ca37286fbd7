package io.eunomia.testkit;

import io.eunomia.compile.Instrumentation;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.instrument.CaseProbes;
import io.eunomia.rego.instrument.EvaluationPoint;
import io.eunomia.rego.instrument.EvaluationProbes;
import io.eunomia.rego.instrument.TestNames;
import io.eunomia.rego.planner.Probes;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a module tells of each step of its evaluations. For one compilation. */
final class TraceInstrumentation implements Instrumentation {
  private final boolean tests;
  private final boolean values;
  private final UnaryOperator<String> sources;
  private volatile @Nullable EvaluationProbes probes;

  /**
   * @param tests whether it is the module of tests
   * @param values whether values of variables are told
   * @param sources gives the name that a source is to have in traces
   */
  TraceInstrumentation(boolean tests, boolean values, UnaryOperator<String> sources) {
    this.tests = tests;
    this.values = values;
    this.sources = sources;
  }

  @Override
  public List<Module> parsed(List<Module> modules) {
    return tests ? TestNames.distinct(modules) : modules;
  }

  @Override
  public Probes probes(List<Module> parsed) {
    EvaluationProbes made = new EvaluationProbes(parsed, sources, values);
    probes = made;
    // Tests with cases are evaluated in an order of their own.
    return tests ? new CaseProbes(parsed, made) : made;
  }

  /** The points that the module tells of; none before it is compiled. */
  List<EvaluationPoint> points() {
    EvaluationProbes made = probes;
    return made == null ? List.of() : made.points();
  }
}
