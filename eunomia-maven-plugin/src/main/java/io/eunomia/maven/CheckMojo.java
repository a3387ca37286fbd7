package io.eunomia.maven;

import io.eunomia.policy.build.PolicyCheck;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.rego.source.Diagnostic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Parses and compiles policies and their tests, and says what is wrong with them, as {@code eunomia
 * check} does. A service's policy must deny by default, and compile with nothing but the shared
 * policies.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
final class CheckMojo extends PolicyMojo {
  /** Report unused variables and imports, and deprecated builtins, too. */
  @Parameter(property = "eunomia.strict", defaultValue = "false")
  private boolean strict;

  @Override
  void run(PolicySources sources) throws IOException, MojoFailureException {
    if (sources.policies().isEmpty() && sources.tests().isEmpty()) {
      throw new MojoFailureException("there is no .rego file among the policies");
    }
    String wanted = fingerprint().add("strict", strict).addWithTests(sources).finish();
    String files =
        BuildLog.count(sources.policies().size() + sources.tests().size(), "file")
            + " of "
            + BuildLog.count(sources.services().size(), "service");
    if (lastRun().says("all", wanted)) {
      getLog().info(files + ": not changed since the last check");
      return;
    }
    forget();
    List<Diagnostic> found = PolicyCheck.check(sources, rego(builtins()).withStrict(strict));
    report(found);
    getLog().info(files + ": no errors");
    if (found.isEmpty()) {
      // Who has not repaired what was warned of is warned again.
      remember(new LastRun(Map.of("all", List.of(wanted))));
    }
  }
}
