package io.eunomia.maven;

import io.eunomia.archimedes.engine.builtins.BuiltinProvider;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.source.CapabilitiesLoader;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.SchemaLoader;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.source.Diagnostic;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What goals that compile policies have in common: how, and what was done before. */
abstract class PolicyMojo extends EunomiaMojo {
  /** Do everything again, also where nothing has changed since it went well. */
  @Parameter(property = "eunomia.force", defaultValue = "false")
  private boolean force;

  /** What policies may use: a capabilities file, or a version of OPA such as {@code v1.9.0}. */
  @Parameter(property = "eunomia.capabilities")
  private @Nullable String capabilities;

  /**
   * JSON Schemas to check the types of documents by: a file for the input, or a directory of
   * schemas that annotations name.
   */
  @Parameter(property = "eunomia.schemas")
  private @Nullable File schemas;

  /** Fail also where there are warnings. */
  @Parameter(property = "eunomia.failOnWarning", defaultValue = "false")
  private boolean failOnWarning;

  /** Where bundles are written, and what was done is remembered. */
  @Parameter(
      property = "eunomia.outputDirectory",
      defaultValue = "${project.build.directory}/eunomia")
  private File outputDirectory;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  @Override
  final void run(Path root) throws IOException, MojoFailureException {
    run(PolicyLoader.withDefaults().withVersion(version()).load(List.of(root)));
  }

  /** Does what the goal is for. */
  abstract void run(PolicySources sources) throws IOException, MojoFailureException;

  final Path output() {
    return outputDirectory.toPath();
  }

  /** Whether the build is to fail for what was found. */
  final boolean fails(List<Diagnostic> found) {
    return BuildLog.fails(found, failOnWarning);
  }

  /** Tells what was found, and fails if it is to. */
  final void report(List<Diagnostic> found) throws MojoFailureException {
    report(found, false);
  }

  /** Tells what was found, and fails if it is to, or for a warning anyway if that is strict. */
  final void report(List<Diagnostic> found, boolean strict) throws MojoFailureException {
    new BuildLog(getLog()).report(found, strict || failOnWarning);
  }

  /** The standard builtins, and those of providers among the plugin's dependencies. */
  final BuiltinRegistry builtins() {
    BuiltinRegistry registry = BuiltinRegistry.standard();
    try {
      for (BuiltinProvider provider :
          ServiceLoader.load(BuiltinProvider.class, getClass().getClassLoader())) {
        registry = registry.with(provider);
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new IllegalArgumentException("a provider of builtins: " + e.getMessage(), e);
    }
    return registry;
  }

  /** How policies are compiled that may call these builtins, if no file says what they may call. */
  final RegoPolicyOptions rego(BuiltinRegistry builtins) throws IOException {
    return RegoPolicyOptions.defaults()
        .withVersion(version())
        .withErrorLimit(Integer.MAX_VALUE)
        .withSchemas(schemas == null ? null : SchemaLoader.load(schemas.toPath()))
        .withCapabilities(
            capabilities == null
                ? Capabilities.defaults().with(builtins.declarations())
                : CapabilitiesLoader.load(fromProject(capabilities)));
  }

  /** Begins with all that the outcome of every goal depends on, but for the policies. */
  final Fingerprint fingerprint() throws IOException {
    Fingerprint fingerprint = new Fingerprint().add("goal", execution.getGoal());
    for (Artifact artifact : plugin.getArtifacts()) {
      fingerprint.add("plugin", artifact.getId());
      if (artifact.isSnapshot() && artifact.getFile() != null) {
        fingerprint.addFiles("plugin", artifact.getFile().toPath());
      }
    }
    fingerprint.add("rego", version()).add("failOnWarning", failOnWarning);
    if (capabilities != null) {
      String written = fromProject(capabilities);
      fingerprint.add("capabilities", capabilities);
      if (!Capabilities.isVersion(written)) {
        fingerprint.addFiles("capabilities", Path.of(written));
      }
    }
    if (schemas != null) {
      fingerprint.addFiles("schemas", schemas.toPath());
    }
    return fingerprint;
  }

  /** What this execution of the goal did the last time. */
  final LastRun lastRun() throws IOException {
    return LastRun.read(state());
  }

  /** Whether something was done the last time, and is not to be done again. */
  final boolean isDone(LastRun last, String name, String... words) {
    return !force && last.says(name, words);
  }

  /** Remembers what was done, for the next time. */
  final void remember(LastRun run) throws IOException {
    run.write(state());
  }

  /** Forgets what was done: before anything is changed that it speaks of. */
  final void forget() throws IOException {
    Files.deleteIfExists(state());
  }

  private Path state() {
    return output()
        .resolve("state")
        .resolve(execution.getGoal() + "-" + execution.getExecutionId() + ".txt");
  }

  /** A path that may be relative, which Maven makes absolute only where it knows that it is one. */
  private String fromProject(String written) {
    return Capabilities.isVersion(written)
        ? written
        : project().getBasedir().toPath().resolve(written).toString();
  }
}
