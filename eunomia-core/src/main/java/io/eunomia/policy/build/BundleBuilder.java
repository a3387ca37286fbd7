package io.eunomia.policy.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.bundle.Manifest;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.source.PolicyFile;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import io.eunomia.rego.analysis.DefaultDeny;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Builds a service's bundle out of its directory and the shared ones.
 *
 * <p>The bundle depends on the files and the options alone: not on where the files are, nor on the
 * clock or the machine. Stateless and thread-safe. Takes as long as compiling.
 */
public final class BundleBuilder {
  private BundleBuilder() {}

  /**
   * Builds a bundle. What is wrong in a policy is in the result's diagnostics.
   *
   * @param all what was read, of which the service's and the shared files go into the bundle
   * @param service the service's directory
   * @throws PolicyLoadException if data contradicts itself
   * @throws BundleException if what was compiled makes no bundle, such as data and rules at one
   *     place that no root can hold
   */
  public static BuildResult build(PolicySources all, ServiceDirectory service, BuildOptions options)
      throws PolicyLoadException, BundleException {
    PolicySources own = all.only(service);
    Map<String, SourceText> shown = new HashMap<>();
    own.policies().forEach(file -> shown.put(file.path(), file.source()));
    List<SourceText> sources = own.policies().stream().map(PolicyFile::portable).toList();
    ObjectNode data = own.document();
    RegoPolicyOptions rego = in(options.rego(), own);
    CompileResult compiled =
        RegoPolicyCompiler.compile(
            sources,
            rego.withEntrypoints(entrypoints(rego, service, sources))
                .withBaseDocument(data)
                .withWasm(options.target() == BuildTarget.WASM));
    Diagnostics diagnostics = new Diagnostics();
    compiled.diagnostics().forEach(diagnostics::report);
    DefaultDeny.check(compiled.modules(), service.convention().packageName(), diagnostics);
    List<Diagnostic> found =
        diagnostics.all().stream().map(diagnostic -> shown(diagnostic, shown)).toList();
    BuildResult failed = new BuildResult(found, List.of(), null);
    return failed.hasErrors()
        ? failed
        : new BuildResult(
            found,
            compiled.entrypoints(),
            bundle(
                own,
                options,
                service,
                Compiled.of(compiled),
                roots(compiled.modules(), data),
                data));
  }

  private static Bundle bundle(
      PolicySources own,
      BuildOptions options,
      ServiceDirectory service,
      Compiled compiled,
      Set<String> roots,
      ObjectNode data)
      throws BundleException {
    Manifest.Builder manifest =
        Manifest.builder()
            .revision(options.revision())
            .roots(List.copyOf(roots))
            .regoVersion(options.rego().version().number())
            .fileRegoVersions(others(own, in(options.rego(), own)))
            .eunomia(
                new EunomiaMetadata(
                    service.name(),
                    options.version(),
                    options.sequence(),
                    options.git(),
                    CompilerVersion.compiler()));
    compiled.addTo(manifest, options.target());
    Bundle.Builder bundle = Bundle.builder(manifest.build()).data(data);
    for (PolicyFile file : own.policies()) {
      bundle.file(BundleFile.of("/" + file.path(), file.source().text()));
    }
    compiled.addTo(bundle, options.target());
    return bundle.build();
  }

  /** How these policies are compiled under their portable names. */
  private static RegoPolicyOptions in(RegoPolicyOptions options, PolicySources own) {
    Map<String, RegoVersion> versions = new HashMap<>();
    for (PolicyFile file : own.policies()) {
      if (file.version() != null) {
        versions.put(file.path(), file.version());
      }
    }
    return options.withMoreFileVersions(versions);
  }

  /** The files that are in another version of the language, by their paths in the bundle. */
  private static Map<String, Integer> others(PolicySources own, RegoPolicyOptions options) {
    Map<String, Integer> others = new TreeMap<>();
    for (PolicyFile file : own.policies()) {
      int version = options.versionOf(file.portable()).number();
      if (version != options.version().number()) {
        others.put("/" + file.path(), version);
      }
    }
    return others;
  }

  private static List<String> entrypoints(
      RegoPolicyOptions options, ServiceDirectory service, List<SourceText> sources) {
    Set<String> names =
        new LinkedHashSet<>(ConventionEntrypoints.of(service.convention(), sources, options));
    names.addAll(options.entrypoints());
    return List.copyOf(names);
  }

  /** What the policies and the data take below {@code data}: the first steps of their paths. */
  private static Set<String> roots(List<Module> modules, ObjectNode data) {
    Set<String> roots =
        modules.stream()
            .map(module -> module.path().path().get(0))
            .map(step -> step instanceof StringTerm s ? s.value() : step.toString())
            .collect(Collectors.toCollection(TreeSet::new));
    data.fieldNames().forEachRemaining(roots::add);
    return roots;
  }

  private static Diagnostic shown(Diagnostic diagnostic, Map<String, SourceText> shown) {
    Span span = diagnostic.span();
    SourceText source = shown.get(span.source().name());
    return source == null
        ? diagnostic
        : new Diagnostic(
            diagnostic.code(),
            diagnostic.severity(),
            source.span(span.start(), span.end()),
            diagnostic.message(),
            diagnostic.hint());
  }
}
