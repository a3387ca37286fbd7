package io.eunomia.rego.compiler;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.compiler.check.DeprecatedBuiltins;
import io.eunomia.rego.compiler.check.HeadFeatures;
import io.eunomia.rego.compiler.check.RuleConflicts;
import io.eunomia.rego.compiler.check.Types;
import io.eunomia.rego.compiler.check.UndefinedFunctions;
import io.eunomia.rego.compiler.check.VoidCalls;
import io.eunomia.rego.compiler.graph.Recursion;
import io.eunomia.rego.compiler.locals.LocalVariables;
import io.eunomia.rego.compiler.metadata.Entrypoints;
import io.eunomia.rego.compiler.metadata.MetadataCalls;
import io.eunomia.rego.compiler.resolve.DuplicateImports;
import io.eunomia.rego.compiler.resolve.ResolveRefs;
import io.eunomia.rego.compiler.resolve.RootDocuments;
import io.eunomia.rego.compiler.rewrite.ClosureLocals;
import io.eunomia.rego.compiler.rewrite.ComprehensionTerms;
import io.eunomia.rego.compiler.rewrite.DoubleEquals;
import io.eunomia.rego.compiler.rewrite.DynamicTerms;
import io.eunomia.rego.compiler.rewrite.ExprTerms;
import io.eunomia.rego.compiler.rewrite.HeadTerms;
import io.eunomia.rego.compiler.rewrite.OutputArguments;
import io.eunomia.rego.compiler.rewrite.PrintCalls;
import io.eunomia.rego.compiler.rewrite.RuleHeadRefs;
import io.eunomia.rego.compiler.rewrite.TemplateStrings;
import io.eunomia.rego.compiler.rewrite.WithModifiers;
import io.eunomia.rego.compiler.safety.BodySafety;
import io.eunomia.rego.compiler.safety.HeadSafety;
import io.eunomia.rego.source.Diagnostics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks modules and rewrites them to the normal form that the planner reads.
 *
 * <p>Errors have OPA's codes. As in OPA, a pass that finds errors is the last one: what comes after
 * it would only report their consequences. Stateless and thread-safe.
 */
public final class RegoCompiler {
  private static final List<Pass> NAMES =
      List.of(
          new ResolveRefs(),
          new HeadFeatures(),
          new RuleHeadRefs(),
          new RootDocuments(),
          new DuplicateImports(),
          new LocalVariables());

  private static final List<Pass> MEANING =
      List.of(
          // terms that get lines of their own
          new TemplateStrings(),
          new VoidCalls(),
          new PrintCalls(),
          new MetadataCalls(),
          new ExprTerms(),
          new ComprehensionTerms(),
          new HeadTerms(),
          new WithModifiers(),
          // what refers to what
          new RuleConflicts(),
          new UndefinedFunctions(),
          new OutputArguments(),
          // the order of evaluation
          new HeadSafety(),
          new BodySafety(),
          new DoubleEquals(),
          new DynamicTerms(),
          // the program as a whole
          new Recursion(),
          new Types(),
          new DeprecatedBuiltins(),
          new ClosureLocals());

  private RegoCompiler() {}

  /**
   * Compiles modules together.
   *
   * @param modules all modules of the program, in any order, as the parser made them
   * @param options how
   * @param diagnostics where errors go
   * @return the program, or {@code null} if an error was reported
   */
  public static @Nullable Program compile(
      List<Module> modules, CompilerOptions options, Diagnostics diagnostics) {
    Compilation compilation = new Compilation(modules, options, diagnostics);
    return run(NAMES, compilation) && run(MEANING, compilation) ? program(compilation) : null;
  }

  /**
   * Resolves the names in modules, and leaves everything else as it was written: for what reads
   * policies instead of running them. Heads are absolute, refs to rules and imports begin with
   * {@code data}, and local variables have names of their own.
   *
   * @param modules all modules of the program, in any order, as the parser made them
   * @return the modules, or {@code null} if an error was reported
   */
  public static @Nullable Program resolve(
      List<Module> modules, CompilerOptions options, Diagnostics diagnostics) {
    Compilation compilation = new Compilation(modules, options, diagnostics);
    return run(NAMES, compilation) ? program(compilation) : null;
  }

  private static boolean run(List<Pass> passes, Compilation compilation) {
    for (Pass pass : passes) {
      pass.run(compilation);
      if (compilation.failed()) {
        return false;
      }
    }
    return true;
  }

  private static Program program(Compilation compilation) {
    return new Program(
        compilation.modules(),
        compilation.ruleTree(),
        compilation.locals().originals(),
        Entrypoints.of(compilation.modules()),
        compilation.options());
  }
}
