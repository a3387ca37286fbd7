package io.eunomia.maven;

import io.eunomia.archimedes.engine.builtins.BuiltinProvider;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.bundle.BundleException;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.source.CapabilitiesLoader;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.SchemaLoader;
import io.eunomia.rego.ast.RegoVersion;
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
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What the goals have in common: which policies, compiled how, and what was done before. */
abstract class PolicyMojo extends AbstractMojo {
  /** The directory of policies: one directory a service, and {@code common} for what they share. */
  @Parameter(property = "eunomia.policies", defaultValue = "${project.basedir}/src/main/policies")
  private File policies;

  /** Do nothing. */
  @Parameter(property = "eunomia.skip", defaultValue = "false")
  private boolean skip;

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

  /** Read policies as Rego v0 instead of v1. */
  @Parameter(property = "eunomia.v0Compatible", defaultValue = "false")
  private boolean v0Compatible;

  /** Fail also where there are warnings. */
  @Parameter(property = "eunomia.failOnWarning", defaultValue = "false")
  private boolean failOnWarning;

  /** Where bundles are written, and what was done is remembered. */
  @Parameter(
      property = "eunomia.outputDirectory",
      defaultValue = "${project.build.directory}/eunomia")
  private File outputDirectory;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip || isSkipped()) {
      getLog().info("skipped");
      return;
    }
    Path root = policies.toPath();
    if (!Files.isDirectory(root)) {
      if (project.getPackaging().equals("pom")) {
        getLog().info("no policies here");
        return;
      }
      throw new MojoExecutionException(
          root + ": there is no such directory of policies; where there are none, skip this goal");
    }
    try {
      run(PolicyLoader.withDefaults().withVersion(version()).load(List.of(root)));
    } catch (PolicyLoadException e) {
      Diagnostic diagnostic = e.diagnostic();
      if (diagnostic != null) {
        new BuildLog(getLog()).report(List.of(diagnostic), false);
      }
      throw new MojoFailureException(e.getMessage(), e);
    } catch (BundleException e) {
      throw new MojoFailureException(e.reason().code() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new MojoExecutionException(e.toString(), e);
    } catch (IllegalArgumentException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  /**
   * Does what the goal is for.
   *
   * @throws IllegalArgumentException for a parameter that cannot be
   */
  abstract void run(PolicySources sources)
      throws IOException, MojoExecutionException, MojoFailureException;

  /** Whether the user wants this goal to do nothing, besides {@code eunomia.skip}. */
  boolean isSkipped() {
    return false;
  }

  final Path output() {
    return outputDirectory.toPath();
  }

  final MavenProject project() {
    return project;
  }

  /** Whether the build is to fail for what was found. */
  final boolean fails(List<Diagnostic> found) {
    return BuildLog.fails(found, failOnWarning);
  }

  /** Tells what was found, and fails if it is to. */
  final void report(List<Diagnostic> found) throws MojoFailureException {
    new BuildLog(getLog()).report(found, failOnWarning);
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
    fingerprint.add("v0Compatible", v0Compatible).add("failOnWarning", failOnWarning);
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

  /** What this execution of the goal did the last time; nothing if all is to be done again. */
  final LastRun lastRun() throws IOException {
    return force ? LastRun.none() : LastRun.read(state());
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

  private RegoVersion version() {
    return v0Compatible ? RegoVersion.V0 : RegoVersion.V1;
  }

  /** A path that may be relative, which Maven makes absolute only where it knows that it is one. */
  private String fromProject(String written) {
    return Capabilities.isVersion(written)
        ? written
        : project.getBasedir().toPath().resolve(written).toString();
  }
}
