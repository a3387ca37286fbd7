package io.eunomia.compile;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.planner.Probes;
import java.util.List;

/**
 * What a module is made to tell its host while it is evaluated, for tests and coverage. What it
 * calls then is named in {@link io.eunomia.rego.ir.BuiltinDecl}. Must be thread-safe.
 */
@FunctionalInterface
public interface Instrumentation {
  /** What is told of a program, for one plan of it. */
  Probes probes(List<Module> parsed);

  /** The modules that are compiled instead of those that were parsed. */
  default List<Module> parsed(List<Module> modules) {
    return modules;
  }
}
