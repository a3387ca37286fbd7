package io.eunomia.cli;

import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.cli.text.Terminal;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.testkit.TestOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eunomia test}. */
@Command(
    name = "test",
    description = {
      "Runs the rules test_* and the services' fixtures, on compiled WebAssembly.",
      "Finding no test is a failure, and so is a test that is still to be done.",
    })
final class TestCommand extends PolicyCommand {
  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "A directory of services, or any files and directories; with -b, bundles.")
  private List<Path> paths;

  @Option(
      names = {"-r", "--run"},
      paramLabel = "REGEX",
      defaultValue = "",
      description = "Only tests in whose names this matches.")
  private Pattern run;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print the tests that passed, too, and what they printed.")
  private boolean verbose;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
  private TestFormat format;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "How long a test may take, such as 500ms or 1m30s; 5s by default, 30s with --bench.")
  private @Nullable Duration timeout;

  @Option(
      names = {"-p", "--parallel"},
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How many tests are run at the same time; one a processor by default, and with 0.")
  private int parallel;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often each test is run.")
  private int count;

  @Option(
      names = {"-z", "--exit-zero-on-skipped"},
      description = "Tests that are still to be done are no failure.")
  private boolean zeroOnSkipped;

  @Option(
      names = "--ignore",
      paramLabel = "GLOB",
      description =
          "Leave out files and directories of such names; may be given several times, or with"
              + " commas.",
      split = ",")
  private List<String> ignored = new ArrayList<>();

  @Option(
      names = "--var-values",
      description =
          "With --format pretty, show the values of variables where a test fails; other formats do"
              + " so without the option.")
  private boolean values;

  @Mixin private BundleOption bundle = new BundleOption();

  @Mixin private WatchOption watch = new WatchOption();

  @Mixin private CoverageOptions coverage = new CoverageOptions();

  @Mixin private BenchOptions bench = new BenchOptions();

  @Mixin private MaxErrorsOption maxErrors = new MaxErrorsOption();

  @SuppressWarnings("unused") // its options say aloud what is so anyway
  @Mixin
  private OpaTestOptions ofOpa = new OpaTestOptions();

  @Mixin private ExplainOption explain = new ExplainOption();

  @Override
  public Integer call() throws IOException {
    TestOutput output =
        new TestOutput(
            out(),
            err(),
            format,
            verbose || explain.isOn(),
            values,
            maxErrors,
            Terminal.hasColours());
    TestSession session =
        new TestSession(paths, loader(), options(), output, coverage, bench, zeroOnSkipped);
    return watch.isGiven() ? new TestWatch(session).run() : session.run();
  }

  private PolicyLoader loader() {
    try {
      return bundle.in(
          PolicyLoader.withDefaults().withVersion(version()).withIgnored(ignored), paths);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("--ignore: " + e.getMessage());
    }
  }

  private TestOptions options() throws IOException {
    maxErrors.check();
    bench.check(coverage.isOn(), format);
    BuiltinRegistry builtins = builtins();
    TestOptions options =
        TestOptions.defaults()
            .withBuiltins(builtins)
            .withRego(rego(builtins).withErrorLimit(Integer.MAX_VALUE))
            .withRun(run)
            .withCoverage(coverage.isOn())
            .withTrace(explain.mode(format, verbose));
    Limits limits = options.limits();
    Duration time = timeout == null ? bench.timeout(limits.timeout()) : timeout;
    options = options.withLimits(limits(limits, time));
    if (parallel < 0 || count < 1) {
      throw CommandException.usage("--count must be at least 1, and --parallel not negative");
    }
    options = options.withRepetitions(count);
    return parallel == 0 ? options : options.withParallelism(parallel);
  }

  /** Who gives a test more time means it to do more, too. */
  private static Limits limits(Limits limits, Duration timeout) {
    double times = (double) timeout.toNanos() / limits.timeout().toNanos();
    return limits
        .withTimeout(timeout)
        .withMaxSteps((long) (limits.maxSteps() * Math.max(1, times)));
  }
}
