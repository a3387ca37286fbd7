package io.eunomia.policy.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleException.Reason;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.DataFormat;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.bundle.Manifest;
import io.eunomia.bundle.RegoVersions;
import io.eunomia.bundle.WasmEntrypoint;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.PlanCompiler;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.rego.analysis.DefaultDeny;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.ir.Plan;
import io.eunomia.rego.ir.PlanFormatException;
import io.eunomia.rego.ir.PlanJson;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.Severity;
import io.eunomia.rego.source.SourceText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds a bundle out of another one, as {@code opa build -b} does: from its sources or, if it has
 * none, from its plan, whoever made it.
 *
 * <p>Its data and manifest are kept, and so are its entrypoints; compiled policies and the
 * signature are not. A bundle of {@link BundleBuilder}, built again with the same options, is the
 * same. Stateless and thread-safe. Takes as long as compiling.
 */
public final class BundleRebuilder {
  private BundleRebuilder() {}

  /**
   * Builds a bundle. What is wrong in a policy is in the result's diagnostics.
   *
   * @param options those that have a default value there do not change what the bundle says; its
   *     version of the language counts for sources of which the bundle does not say it
   * @throws BundleException if there is nothing to compile, the plan is none, or what was compiled
   *     makes no bundle
   */
  public static BuildResult build(Bundle from, BuildOptions options) throws BundleException {
    BundleSources sources = BundleSources.of(from);
    BundleFile plan = from.plan();
    if (!sources.texts().isEmpty()) {
      return ofSources(from, sources, options);
    }
    if (plan == null || options.target() == BuildTarget.REGO) {
      throw new BundleException(
          Reason.NOTHING_TO_COMPILE,
          plan == null ? "the bundle" : plan.path(),
          plan == null ? "has neither sources nor a plan" : "is no source: the bundle has none",
          null);
    }
    return ofPlan(from, plan(plan), options);
  }

  /**
   * Reads a plan.
   *
   * @throws BundleException if it is none
   */
  public static Policy plan(BundleFile file) throws BundleException {
    try {
      return PlanJson.read(DataFormat.JSON.parse(file.bytes()));
    } catch (JsonProcessingException e) {
      throw new BundleException(Reason.INVALID_PLAN, file.path(), DataFormat.describe(e), e);
    } catch (PlanFormatException e) {
      throw new BundleException(
          Reason.INVALID_PLAN, file.path(), String.valueOf(e.getMessage()), e);
    }
  }

  private static BuildResult ofSources(Bundle from, BundleSources sources, BuildOptions options)
      throws BundleException {
    JsonNode data = data(from);
    EntrypointConvention convention = convention(from.manifest());
    RegoPolicyOptions wanted =
        sources
            .in(options.rego())
            .withBaseDocument(data)
            .withWasm(options.target() == BuildTarget.WASM);
    wanted = wanted.withEntrypoints(entrypoints(from, convention, sources, wanted));
    CompileResult compiled = RegoPolicyCompiler.compile(sources.texts(), wanted);
    Diagnostics diagnostics = new Diagnostics();
    compiled.diagnostics().forEach(diagnostics::report);
    if (convention != null) {
      DefaultDeny.check(compiled.modules(), convention.packageName(), diagnostics);
    }
    boolean needsOne = options.target() != BuildTarget.REGO;
    if (needsOne && !diagnostics.hasErrors() && compiled.entrypoints().isEmpty()) {
      diagnostics.report(noEntrypoint(options.target()));
    }
    return diagnostics.hasErrors()
        ? new BuildResult(diagnostics.all(), List.of(), null)
        : result(from, Compiled.of(compiled), sources, options, diagnostics);
  }

  private static BuildResult ofPlan(Bundle from, Policy plan, BuildOptions options)
      throws BundleException {
    List<String> entrypoints = plan.plans().stream().map(Plan::name).toList();
    Diagnostics diagnostics = new Diagnostics();
    if (entrypoints.isEmpty()) {
      diagnostics.report(noEntrypoint(options.target()));
    }
    for (String wanted : options.rego().entrypoints()) {
      if (!entrypoints.contains(wanted)) {
        diagnostics.report(
            Diagnostic.error(
                "rego_compile_error",
                SourceText.of("entrypoint", wanted).span(0, wanted.length()),
                "entrypoint " + wanted + " is not in the plan"));
      }
    }
    byte[] wasm = null;
    if (options.target() == BuildTarget.WASM && !diagnostics.hasErrors()) {
      wasm = PlanCompiler.compile(plan, options.rego(), diagnostics);
    }
    return diagnostics.hasErrors()
        ? new BuildResult(diagnostics.all(), List.of(), null)
        : result(
            from,
            new Compiled(entrypoints, plan, wasm),
            BundleSources.of(from),
            options,
            diagnostics);
  }

  private static BuildResult result(
      Bundle from,
      Compiled compiled,
      BundleSources sources,
      BuildOptions options,
      Diagnostics diagnostics)
      throws BundleException {
    Manifest.Builder manifest = manifest(from.manifest(), sources, options);
    compiled.addTo(manifest, options.target());
    Bundle.Builder bundle = Bundle.builder(manifest.build()).data(data(from));
    from.sources().forEach(bundle::file);
    compiled.addTo(bundle, options.target());
    return new BuildResult(diagnostics.all(), compiled.entrypoints(), bundle.build());
  }

  private static Manifest.Builder manifest(
      Manifest from, BundleSources sources, BuildOptions options) {
    RegoVersion version = options.rego().version();
    RegoVersions said = from.regoVersions();
    int ofBundle = said.ofBundle().orElse(version.number());
    Map<String, Integer> others = new TreeMap<>();
    for (SourceText source : sources.texts()) {
      int own = sources.versions().getOrDefault(source.name(), version).number();
      if (own != ofBundle) {
        others.put("/" + source.name(), own);
      }
    }
    Manifest.Builder manifest =
        from.toBuilder()
            .revision(options.revision().isEmpty() ? from.revision() : options.revision())
            .regoVersion(ofBundle)
            .fileRegoVersions(others);
    EunomiaMetadata metadata = from.eunomia();
    if (metadata != null) {
      manifest.eunomia(
          new EunomiaMetadata(
              metadata.service(),
              options.version().isEmpty() ? metadata.version() : options.version(),
              options.sequence() == 0 ? metadata.sequence() : options.sequence(),
              options.git() == null ? metadata.git() : options.git(),
              CompilerVersion.compiler()));
    }
    return manifest;
  }

  /** Those of the convention first, then those that the bundle has already. */
  private static List<String> entrypoints(
      Bundle from,
      @Nullable EntrypointConvention convention,
      BundleSources sources,
      RegoPolicyOptions options)
      throws BundleException {
    Set<String> names = new LinkedHashSet<>();
    if (convention != null) {
      names.addAll(ConventionEntrypoints.of(convention, sources.texts(), options));
    }
    from.manifest().wasm().stream().map(WasmEntrypoint::entrypoint).forEach(names::add);
    BundleFile plan = from.plan();
    if (plan != null) {
      plan(plan).plans().forEach(entrypoint -> names.add(entrypoint.name()));
    }
    names.addAll(options.entrypoints());
    return List.copyOf(names);
  }

  private static @Nullable EntrypointConvention convention(Manifest manifest) {
    EunomiaMetadata metadata = manifest.eunomia();
    return metadata == null ? null : EntrypointConvention.find(metadata.service());
  }

  private static JsonNode data(Bundle from) throws BundleException {
    try {
      return DataFormat.JSON.parse(from.data().bytes());
    } catch (JsonProcessingException e) {
      throw new BundleException(Reason.INVALID_DATA, from.data().path(), DataFormat.describe(e), e);
    }
  }

  private static Diagnostic noEntrypoint(BuildTarget target) {
    SourceText source = SourceText.of("entrypoint", "");
    return new Diagnostic(
        "rego_compile_error",
        Severity.ERROR,
        source.span(0, 0),
        target.name().toLowerCase(Locale.ROOT) + " compilation requires at least one entrypoint",
        "name one with -e, or with entrypoint: true in its metadata");
  }
}
