package io.eunomia.compile;

import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.builtins.WasmAbi;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.optimizer.OptimizationLevel;
import io.eunomia.rego.optimizer.PlanOptimizer;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import io.eunomia.wasm.codegen.CompileException;
import io.eunomia.wasm.codegen.WasmCompiler;
import io.eunomia.wasm.codegen.WasmOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From a plan, whoever made it, to a WebAssembly module. Stateless and thread-safe. */
public final class PlanCompiler {
  private static final WasmAbi ABI =
      new WasmAbi(WasmCompiler.ABI_VERSION, WasmCompiler.ABI_MINOR_VERSION);

  /** Builtins that are deterministic, and do something beside having a value. */
  private static final Set<String> WITH_EFFECTS = Set.of("print", "internal.print", "trace");

  private static final Set<String> PURE =
      Builtins.all().stream()
          .filter(builtin -> !builtin.nondeterministic())
          .map(Builtin::name)
          .filter(name -> !WITH_EFFECTS.contains(name))
          .collect(Collectors.toUnmodifiableSet());

  private PlanCompiler() {}

  /**
   * Compiles a plan. What is wrong with it, or not allowed, is reported.
   *
   * @return the module, or {@code null} if an error was reported
   */
  public static byte @Nullable [] compile(
      Policy plan, RegoPolicyOptions options, Diagnostics diagnostics) {
    SourceText source = SourceText.of("plan.json", "");
    Span span = source.span(0, 0);
    for (BuiltinDecl builtin : plan.builtins()) {
      if (!options.capabilities().allows(builtin.name())) {
        diagnostics.error(ErrorCodes.TYPE, span, "undefined function " + builtin.name());
      }
    }
    checkAbi(options, diagnostics);
    if (diagnostics.hasErrors()) {
      return null;
    }
    return module(plan, options, span, diagnostics);
  }

  /** The module of a plan; what cannot be called as it is called is reported. */
  static byte @Nullable [] module(
      Policy plan, RegoPolicyOptions options, Span span, Diagnostics diagnostics) {
    WasmOptions how =
        new WasmOptions(options.strictBuiltinErrors(), false)
            .withDeclarations(declarations(plan, options))
            .withOptimization(options.optimization())
            .withPureBuiltins(pureBuiltins(options))
            .withEntrypointsAhead(options.entrypointsAhead());
    try {
      return WasmCompiler.compile(
          PlanOptimizer.optimize(plan, options.optimization(), options.strictBuiltinErrors()), how);
    } catch (CompileException e) {
      diagnostics.error(ErrorCodes.COMPILE, span, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** What this compiler was told of builtins that only the host knows. */
  private static Map<String, String> declarations(Policy plan, RegoPolicyOptions options) {
    Map<String, String> declarations = new HashMap<>();
    for (BuiltinDecl called : plan.builtins()) {
      Builtin builtin = options.capabilities().find(called.name());
      if (builtin != null && Builtins.find(called.name()) == null) {
        declarations.put(called.name(), builtin.toJson());
      }
    }
    return declarations;
  }

  /**
   * What rules that are computed ahead may call; null if none is. A service's own builtins are not
   * among them: what they come to when a bundle is loaded may not be what they come to later.
   */
  private static @Nullable Set<String> pureBuiltins(RegoPolicyOptions options) {
    return options.optimization().includes(OptimizationLevel.O1) ? PURE : null;
  }

  /** Reports it if a module would have an interface that is not allowed. */
  static void checkAbi(RegoPolicyOptions options, Diagnostics diagnostics) {
    if (!options.capabilities().allows(ABI)) {
      SourceText source = SourceText.of("capabilities", "wasm_abi_versions");
      diagnostics.error(
          ErrorCodes.COMPILE,
          source.span(0, source.text().length()),
          "compiler ABI version not in capabilities (have "
              + options.capabilities().wasmAbis()
              + ", want "
              + ABI
              + ")");
    }
  }
}
