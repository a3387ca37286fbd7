package io.eunomia.maven;

import io.eunomia.bundle.BundleException;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.Diagnostic;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What all goals have in common: which policies, whether at all, and how failures are told. */
abstract class EunomiaMojo extends AbstractMojo {
  /** The directory of policies: one directory a service, and {@code common} for what they share. */
  @Parameter(property = "eunomia.policies", defaultValue = "${project.basedir}/src/main/policies")
  private File policies;

  /** Do nothing. */
  @Parameter(property = "eunomia.skip", defaultValue = "false")
  private boolean skip;

  /** Read policies as Rego v0 instead of v1. */
  @Parameter(property = "eunomia.v0Compatible", defaultValue = "false")
  private boolean v0Compatible;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

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
      run(root);
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
   * @param root the directory of policies, which is there
   * @throws IllegalArgumentException for a parameter that cannot be
   */
  abstract void run(Path root) throws IOException, MojoExecutionException, MojoFailureException;

  /** Whether the user wants this goal to do nothing, besides {@code eunomia.skip}. */
  boolean isSkipped() {
    return false;
  }

  final MavenProject project() {
    return project;
  }

  /** The version of the language that policies are in. */
  final RegoVersion version() {
    return v0Compatible ? RegoVersion.V0 : RegoVersion.V1;
  }
}
