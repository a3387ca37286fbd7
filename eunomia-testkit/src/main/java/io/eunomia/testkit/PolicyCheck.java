package io.eunomia.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.bundle.BundleException;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.build.BuildOptions;
import io.eunomia.policy.build.BuildTarget;
import io.eunomia.policy.build.BundleBuilder;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import io.eunomia.rego.analysis.AnalysisOptions;
import io.eunomia.rego.analysis.DefaultDeny;
import io.eunomia.rego.analysis.Finding;
import io.eunomia.rego.analysis.PolicyAnalysis;
import io.eunomia.rego.compiler.CompilerOptions;
import io.eunomia.rego.source.Diagnostics;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with policies and their tests: what does not compile, and what compiles, but
 * is not what anybody means. Stateless and thread-safe.
 */
public final class PolicyCheck {
  private PolicyCheck() {}

  /**
   * Compiles everything together, and then each service with nothing but the shared policies, as it
   * is in its bundle; then looks at what the rules say. A service's policy must deny by default.
   * Takes as long as compiling everything twice, and evaluating an example of each conflict.
   *
   * @param rego how policies are compiled
   * @param builtins what policies may call on the host when examples are evaluated
   * @param operations the only operations that policies may ask for, or {@code null} for any
   * @return everything that was found, the loader's warnings and what comments ignore too, sorted
   *     by place
   * @throws PolicyLoadException if data contradicts itself
   * @throws BundleException if a service's policy makes no bundle
   */
  public static List<Finding> run(
      PolicySources sources,
      RegoPolicyOptions rego,
      BuiltinRegistry builtins,
      @Nullable Set<String> operations)
      throws PolicyLoadException, BundleException {
    Diagnostics diagnostics = new Diagnostics();
    sources.warnings().forEach(diagnostics::report);
    JsonNode data = sources.document();
    RegoPolicyOptions together = rego.withMoreFileVersions(sources.versions());
    CompileResult compiled =
        RegoPolicyCompiler.compile(
            sources.sourcesWithTests(), together.withBaseDocument(data).withWasm(false));
    compiled.diagnostics().forEach(diagnostics::report);
    for (ServiceDirectory service : sources.services()) {
      if (compiled.hasErrors()) {
        DefaultDeny.check(compiled.modules(), service.convention().packageName(), diagnostics);
      } else {
        // Another service's policies were there until now, but are not in the bundle.
        BundleBuilder.build(
                sources,
                service,
                BuildOptions.defaults().withRego(rego).withTarget(BuildTarget.REGO))
            .diagnostics()
            .forEach(diagnostics::report);
      }
    }
    Set<Finding> findings = new LinkedHashSet<>();
    diagnostics.all().forEach(found -> findings.add(new Finding(found, null, null)));
    if (!compiled.hasErrors()) {
      AnalysisOptions options =
          AnalysisOptions.defaults()
              .withCompiler(CompilerOptions.defaults().withCapabilities(rego.capabilities()))
              .withServices(
                  sources.services().stream().map(each -> each.convention().packageName()).toList())
              .withData(data)
              .withOperations(operations)
              .withTrial(
                  new ConflictEvaluation(sources.sourcesWithTests(), together, data, builtins));
      findings.addAll(PolicyAnalysis.run(compiled.modules(), options));
    }
    return findings.stream()
        .sorted(
            Comparator.comparing((Finding f) -> f.diagnostic().span().source().name())
                .thenComparingInt(f -> f.diagnostic().span().start()))
        .toList();
  }
}
