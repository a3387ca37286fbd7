package io.eunomia.rego.analysis;

import io.eunomia.rego.analysis.check.ConflictingDefinitions;
import io.eunomia.rego.analysis.check.ContradictoryConditions;
import io.eunomia.rego.analysis.check.DuplicateDefinitions;
import io.eunomia.rego.analysis.check.EmptyTests;
import io.eunomia.rego.analysis.check.OpenAllow;
import io.eunomia.rego.analysis.check.ShadowedDefinitions;
import io.eunomia.rego.analysis.check.UnknownOperations;
import io.eunomia.rego.analysis.check.UnusedDenyReason;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.compiler.Program;
import io.eunomia.rego.compiler.RegoCompiler;
import io.eunomia.rego.source.Diagnostics;
import java.util.List;

/**
 * Finds what compiles, but is not what anybody means: definitions that contradict each other,
 * conditions that never hold, rules that do nothing.
 *
 * <p>Errors are shown to go wrong; warnings are certain too, but do no harm by themselves. Where
 * nothing is certain, nothing is said. Stateless and thread-safe; definitions of one rule are
 * compared with each other, up to a number of them.
 */
public final class PolicyAnalysis {
  private static final List<Check> CHECKS =
      List.of(
          // definitions and each other
          new ConflictingDefinitions(),
          new DuplicateDefinitions(),
          new ShadowedDefinitions(),
          new ContradictoryConditions(),
          // what decides for a service
          new DefaultDeny(),
          new OpenAllow(),
          new UnusedDenyReason(),
          new UnknownOperations(),
          // tests
          new EmptyTests());

  private PolicyAnalysis() {}

  /** The checks, in the order in which they run; comments that ignore them are one more. */
  public static List<Check> checks() {
    return CHECKS;
  }

  /**
   * Runs all checks.
   *
   * @param modules all modules that belong together, tests included, as the parser made them; they
   *     must compile
   * @return what was found, by file and place, also what comments say to ignore
   */
  public static List<Finding> run(List<Module> modules, AnalysisOptions options) {
    Program program = RegoCompiler.resolve(modules, options.compiler(), new Diagnostics());
    if (program == null) {
      return List.of();
    }
    Subject subject = new Subject(modules, program, options);
    Findings findings = new Findings();
    for (Check check : CHECKS) {
      check.run(subject, findings);
    }
    return IgnoreComments.apply(modules, findings);
  }
}
