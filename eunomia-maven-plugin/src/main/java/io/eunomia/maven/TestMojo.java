package io.eunomia.maven;

import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.testkit.PolicyTests;
import io.eunomia.testkit.TestOptions;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.TestResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
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

  @Override
  boolean isSkipped() {
    return skipTests || skipTestsOfMaven;
  }

  @Override
  void run(PolicySources sources) throws IOException, MojoFailureException {
    String names = run == null ? "" : run;
    String wanted = fingerprint().add("run", names).addWithTests(sources).finish();
    LastRun last = lastRun();
    if (last.says("all", wanted)) {
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
                .withRun(Pattern.compile(names)));
    report(report.diagnostics());
    if (report.results().isEmpty()) {
      throw new MojoFailureException(
          "no policy test found" + (names.isEmpty() ? "" : " that matches " + names));
    }
    report.results().forEach(this::log);
    String summary = summary(report);
    if (report.passed()) {
      getLog().info(summary);
      remember(new LastRun(Map.of("all", List.of(wanted))));
    } else if (testFailureIgnore) {
      getLog().error(summary);
    } else {
      throw new MojoFailureException(summary);
    }
  }

  private void log(TestResult result) {
    StringBuilder text =
        new StringBuilder(BuildLog.place(result.file(), result.line(), result.column()))
            .append(' ')
            .append(result.outcome().json().toUpperCase(Locale.ROOT))
            .append(' ')
            .append(result.name());
    if (!result.message().isEmpty()) {
      text.append(": ").append(result.message());
    }
    result.printed().forEach(line -> text.append("\n    ").append(line));
    switch (result.outcome()) {
      case PASSED -> getLog().debug(text);
      case SKIPPED -> getLog().warn(text);
      case FAILED, ERRORED -> getLog().error(text);
    }
  }

  private static String summary(TestReport report) {
    return "policy tests: "
        + report.count(TestOutcome.PASSED)
        + " passed, "
        + report.count(TestOutcome.FAILED)
        + " failed, "
        + report.count(TestOutcome.ERRORED)
        + " errored, "
        + report.count(TestOutcome.SKIPPED)
        + " skipped";
  }
}
