package io.eunomia.cli;

import io.eunomia.policy.source.PolicySources;
import io.eunomia.testkit.TestListener;
import io.eunomia.testkit.TestOptions;
import io.eunomia.testkit.bench.BenchmarkOptions;
import io.eunomia.testkit.bench.BenchmarkReport;
import io.eunomia.testkit.bench.TestBenchmark;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether and how tests are measured. */
final class BenchOptions {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @Option(
      names = "--bench",
      description =
          "Measure how long tests take that pass: one after the other, a few seconds each, compiled"
              + " to bytecode.")
  private boolean on;

  @Option(
      names = "--benchmem",
      paramLabel = "true|false",
      arity = "0..1",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "With --bench: how many bytes an evaluation allocates; so by default.")
  private boolean memory;

  boolean isOn() {
    return on;
  }

  /** Refuses what cannot be together. */
  void check(boolean coverage, TestFormat format) {
    if (!on && format == TestFormat.GOBENCH) {
      throw CommandException.usage("--format gobench prints benchmarks: it needs --bench");
    }
    if (on && coverage) {
      throw CommandException.usage(
          "--bench and --coverage exclude each other: what is counted would be measured, too");
    }
    if (on && format == TestFormat.JUNIT) {
      throw CommandException.usage("--bench has no format junit, but text, pretty, json, gobench");
    }
  }

  /** How long a test may take if nobody says so. */
  Duration timeout(Duration otherwise) {
    return on ? TIMEOUT : otherwise;
  }

  BenchmarkReport run(PolicySources sources, TestOptions options, TestListener listener)
      throws IOException {
    return new TestBenchmark(BenchmarkOptions.defaults().withMemory(memory))
        .run(sources, options, listener);
  }
}
