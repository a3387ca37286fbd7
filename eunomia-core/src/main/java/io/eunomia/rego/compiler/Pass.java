package io.eunomia.rego.compiler;

/**
 * One step of the compiler: reads and replaces the modules of a compilation, or only reports what
 * is wrong with them. Passes have no state of their own.
 */
@FunctionalInterface
public interface Pass {
  /** Runs it. What it reports ends the compilation after it. */
  void run(Compilation compilation);
}
