package io.eunomia.compile;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.CompilerOptions;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.Program;
import io.eunomia.rego.compiler.RegoCompiler;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.optimizer.OptimizationLevel;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.planner.PlanLimitException;
import io.eunomia.rego.planner.Planner;
import io.eunomia.rego.planner.Probes;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole way from Rego to a WebAssembly module: parse, check and rewrite, plan, generate.
 *
 * <p>Stateless and thread-safe. What is wrong in a policy never throws: it is in the result's
 * diagnostics, all of a stage at once.
 */
public final class RegoPolicyCompiler {
  private RegoPolicyCompiler() {}

  /** Compiles sources that belong together. */
  public static CompileResult compile(List<SourceText> sources, RegoPolicyOptions options) {
    Diagnostics diagnostics = new Diagnostics();
    List<Module> modules = new ArrayList<>();
    Parsing parsing = Parsing.of(options);
    if (options.wasm()) {
      PlanCompiler.checkAbi(options, diagnostics);
    }
    for (SourceText source : sources) {
      Module module = RegoParser.parseModule(source, parsing.of(source), diagnostics);
      if (module != null) {
        modules.add(module);
      }
    }
    Instrumentation instrumentation = options.instrumentation();
    if (instrumentation != null) {
      modules = instrumentation.parsed(modules);
    }
    Program program =
        diagnostics.hasErrors()
            ? null
            : RegoCompiler.compile(modules, compilerOptions(options), diagnostics);
    List<Ref> entrypoints =
        program == null ? List.of() : entrypoints(program, options, diagnostics);
    if (program == null || diagnostics.hasErrors()) {
      return new CompileResult(diagnostics.all(), modules, List.of(), null, null);
    }
    Probes probes = instrumentation == null ? Probes.NONE : instrumentation.probes(modules);
    Policy plan = plan(program, entrypoints, probes, diagnostics);
    if (plan == null) {
      return new CompileResult(diagnostics.all(), modules, List.of(), null, null);
    }
    byte @Nullable [] wasm =
        options.wasm()
            ? PlanCompiler.module(plan, telling(options, probes), wholePolicy(), diagnostics)
            : null;
    if (diagnostics.hasErrors()) {
      return new CompileResult(diagnostics.all(), modules, List.of(), null, null);
    }
    return new CompileResult(
        diagnostics.all(),
        modules,
        entrypoints.stream().map(Planner::entrypointName).toList(),
        plan,
        wasm);
  }

  private static @Nullable Policy plan(
      Program program, List<Ref> entrypoints, Probes probes, Diagnostics diagnostics) {
    try {
      return Planner.plan(program, entrypoints, probes);
    } catch (PlanLimitException tooMuch) {
      Span span = tooMuch.span();
      diagnostics.error(
          ErrorCodes.COMPILE,
          span == null ? wholePolicy() : span,
          String.valueOf(tooMuch.getMessage()));
      return null;
    }
  }

  /** What probes tell must be told as often and in the order as it was planned. */
  private static RegoPolicyOptions telling(RegoPolicyOptions options, Probes probes) {
    return probes == Probes.NONE ? options : options.withOptimization(OptimizationLevel.O0);
  }

  /** For what is wrong with no single place. */
  private static Span wholePolicy() {
    return SourceText.of("policy", "").span(0, 0);
  }

  private static CompilerOptions compilerOptions(RegoPolicyOptions options) {
    return CompilerOptions.defaults()
        .withCapabilities(options.capabilities())
        .withStrict(options.strict())
        .withKeepPrints(options.keepPrints())
        .withErrorLimit(options.errorLimit())
        .withBaseDocument(options.baseDocument())
        .withSchemas(options.schemas());
  }

  private static List<Ref> entrypoints(
      Program program, RegoPolicyOptions options, Diagnostics diagnostics) {
    Set<Ref> refs = new LinkedHashSet<>();
    for (String name : options.entrypoints()) {
      Span span = SourceText.of("entrypoint", name).span(0, name.length());
      Ref ref = ref(name, span);
      RuleTree node = program.rules().find(ref.path());
      if (node == null || node.rules().stream().anyMatch(r -> r.head().isFunction())) {
        diagnostics.error(
            ErrorCodes.COMPILE,
            span,
            "entrypoint " + name + (node == null ? " is not defined" : " is a function"));
      }
      refs.add(ref);
    }
    refs.addAll(program.entrypoints());
    return List.copyOf(refs);
  }

  private static Ref ref(String name, Span span) {
    List<Term> path = new ArrayList<>();
    // The empty name is the whole of data.
    if (!name.isEmpty()) {
      for (String step : name.split("/", -1)) {
        path.add(StringTerm.of(step, span));
      }
    }
    return new Ref(new Var("data", span), path, span);
  }
}
