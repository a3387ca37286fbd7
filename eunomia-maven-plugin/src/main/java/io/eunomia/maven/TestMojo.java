package io.eunomia.maven;

import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.testkit.PolicyTests;
import io.eunomia.testkit.TestOptions;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.report.JUnitXml;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Runs the rules {@code test_*} of {@code *_test.rego} and the services' fixtures on compiled
 * WebAssembly, as {@code eunomia test} does. Finding no test is a failure.
 */
@Mojo(name = "test", defaultPhase = LifecyclePhase.TEST, threadSafe = true)
final class TestMojo extends PolicyMojo {
  /** Run no tests, neither these nor those of Java. */
  @Parameter(property = "skipTests", defaultValue = "false")
  private boolean skipTests;

  /** Neither compile nor run tests. */
  @Parameter(property = "maven.test.skip", defaultValue = "false")
  private boolean skipTestsOfMaven;

  /** Go on with the build where tests fail. */
  @Parameter(property = "maven.test.failure.ignore", defaultValue = "false")
  private boolean testFailureIgnore;

  /** A regular expression: only the tests in whose names it matches are run. */
  @Parameter(property = "eunomia.run")
  private @Nullable String run;

  /** How many percent of the policies' lines tests must evaluate; it is not counted without it. */
  @Parameter(property = "eunomia.threshold")
  private @Nullable Double threshold;

  /**
   * Where it is written what tests evaluated: {@code .html} with marked sources, {@code .json} as
   * OPA does, {@code .info} for LCOV, or {@code .txt}.
   */
  @Parameter(property = "eunomia.coverageFile")
  private @Nullable File coverageFile;

  /** Where the report for build servers is written: {@code TEST-eunomia-policies.xml}. */
  @Parameter(
      property = "eunomia.reportsDirectory",
      defaultValue = "${project.build.directory}/surefire-reports")
  private File reportsDirectory;

  @Override
  boolean isSkipped() {
    return skipTests || skipTestsOfMaven;
  }

  @Override
  void run(PolicySources sources) throws IOException, MojoFailureException {
    String names = run == null ? "" : run;
    Path junit = reportsDirectory.toPath().resolve("TEST-eunomia-policies.xml");
    CoverageReport coverage = new CoverageReport(threshold, coverageFile);
    String wanted = coverage.addTo(fingerprint().add("run", names)).addWithTests(sources).finish();
    if (isDone(lastRun(), "all", wanted) && Files.exists(junit)) {
      getLog().info("policy tests: not changed since all passed");
      return;
    }
    forget();
    BuiltinRegistry builtins = builtins();
    TestReport report =
        PolicyTests.run(
            sources,
            TestOptions.defaults()
                .withBuiltins(builtins)
                .withRego(rego(builtins))
                .withRun(Pattern.compile(names))
                .withCoverage(coverage.isWanted()));
    report(report.diagnostics());
    if (report.results().isEmpty()) {
      throw new MojoFailureException(
          "no policy test found" + (names.isEmpty() ? "" : " that matches " + names));
    }
    Files.createDirectories(junit.getParent());
    Files.writeString(junit, JUnitXml.of(report));
    TestLog log = new TestLog(getLog());
    report.results().forEach(log::tell);
    if (!report.passed()) {
      fail(TestLog.summary(report));
      return;
    }
    getLog().info(TestLog.summary(report));
    if (report.coverage() != null) {
      coverage.write(report.coverage(), getLog());
    }
    remember(new LastRun(Map.of("all", List.of(wanted))));
  }

  private void fail(String summary) throws MojoFailureException {
    if (!testFailureIgnore) {
      throw new MojoFailureException(summary);
    }
    getLog().error(summary);
  }
}
