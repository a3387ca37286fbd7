package io.eunomia.testkit;

import io.eunomia.compile.Instrumentation;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.instrument.CaseProbes;
import io.eunomia.rego.instrument.CoverageProbes;
import io.eunomia.rego.instrument.Places;
import io.eunomia.rego.instrument.TestNames;
import io.eunomia.rego.instrument.TraceProbes;
import io.eunomia.rego.planner.Probes;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What modules of tests tell: always their cases.
 *
 * @param told what they tell beside them
 */
record TestInstrumentation(Told told) implements Instrumentation {
  /** Modules in which tests have different names, and that tell nothing, so that they are fast. */
  static final Instrumentation NAMES =
      new Instrumentation() {
        @Override
        public List<Module> parsed(List<Module> modules) {
          return TestNames.distinct(modules);
        }

        @Override
        public Probes probes(List<Module> parsed) {
          return Probes.NONE;
        }
      };

  /** What is told of expressions. */
  enum Told {
    /** Nothing. */
    NOTHING,
    /** Which are evaluated. */
    COVERAGE,
    /** How far tests come, with values. */
    STEPS
  }

  @Override
  public List<Module> parsed(List<Module> modules) {
    return TestNames.distinct(modules);
  }

  @Override
  public Probes probes(List<Module> parsed) {
    Probes others =
        switch (told) {
          case NOTHING -> Probes.NONE;
          case COVERAGE -> new CoverageProbes(Places.of(parsed), UnaryOperator.identity());
          case STEPS -> new TraceProbes(parsed, Places.of(parsed));
        };
    return new CaseProbes(parsed, others);
  }
}
