package io.eunomia.compile;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.CompilerOptions;
import io.eunomia.rego.compiler.Program;
import io.eunomia.rego.compiler.RegoCompiler;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.planner.Planner;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import io.eunomia.wasm.codegen.WasmCompiler;
import io.eunomia.wasm.codegen.WasmOptions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
    Program program =
        diagnostics.hasErrors()
            ? null
            : RegoCompiler.compile(modules, compilerOptions(options), diagnostics);
    List<Ref> entrypoints =
        program == null ? List.of() : entrypoints(program, options, diagnostics);
    if (program == null || diagnostics.hasErrors()) {
      return new CompileResult(diagnostics.all(), modules, List.of(), null, null);
    }
    Policy plan = Planner.plan(program, entrypoints);
    return new CompileResult(
        diagnostics.all(),
        modules,
        entrypoints.stream().map(Planner::entrypointName).toList(),
        plan,
        options.wasm() ? WasmCompiler.compile(plan, wasmOptions(options)) : null);
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

  private static WasmOptions wasmOptions(RegoPolicyOptions options) {
    return new WasmOptions(options.strictBuiltinErrors(), false);
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
            "rego_compile_error",
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
