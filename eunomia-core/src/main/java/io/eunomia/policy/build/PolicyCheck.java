package io.eunomia.policy.build;

import io.eunomia.bundle.BundleException;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import io.eunomia.rego.analysis.DefaultDeny;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import java.util.List;

/**
 * Finds what is wrong with policies and their tests, without running them. Stateless and
 * thread-safe.
 */
public final class PolicyCheck {
  private PolicyCheck() {}

  /**
   * Compiles everything together, and then each service with nothing but the shared policies, as it
   * is in its bundle. A service's policy must deny by default. No module is made. Takes as long as
   * compiling everything twice.
   *
   * @param rego how policies are compiled
   * @return everything that was found, the loader's warnings too, sorted by place
   * @throws PolicyLoadException if data contradicts itself
   * @throws BundleException if a service's policy makes no bundle
   */
  public static List<Diagnostic> check(PolicySources sources, RegoPolicyOptions rego)
      throws PolicyLoadException, BundleException {
    Diagnostics diagnostics = new Diagnostics();
    sources.warnings().forEach(diagnostics::report);
    CompileResult compiled =
        RegoPolicyCompiler.compile(
            sources.sourcesWithTests(), rego.withBaseDocument(sources.document()).withWasm(false));
    compiled.diagnostics().forEach(diagnostics::report);
    for (ServiceDirectory service : sources.services()) {
      DefaultDeny.check(compiled.modules(), service.convention().packageName(), diagnostics);
      if (!compiled.hasErrors()) {
        // Another service's policies were there until now, but are not in the bundle.
        BundleBuilder.build(
                sources,
                service,
                BuildOptions.defaults().withRego(rego).withTarget(BuildTarget.REGO))
            .diagnostics()
            .forEach(diagnostics::report);
      }
    }
    return diagnostics.all();
  }
}
