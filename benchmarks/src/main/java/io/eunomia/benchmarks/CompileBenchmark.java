package io.eunomia.benchmarks;

import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The compiler on policies of growing size, all of it in one module. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class CompileBenchmark {
  /** How many rules, ten in each file. */
  @Param({"250", "500", "1000", "2000", "4000"})
  public int rules;

  private List<SourceText> sources = List.of();
  private RegoPolicyOptions options = RegoPolicyOptions.defaults();

  /** Writes the policy. */
  @Setup
  public void write() {
    sources = ManyRules.sources(rules);
    options = RegoPolicyOptions.defaults().withEntrypoints(ManyRules.entrypoints(rules));
    if (RegoPolicyCompiler.compile(sources, options).hasErrors()) {
      throw new IllegalStateException("the policy does not compile");
    }
  }

  /** Parsing, all checks and the plan. */
  @Benchmark
  public CompileResult check() {
    return RegoPolicyCompiler.compile(sources, options.withWasm(false));
  }

  /** All of it, to WebAssembly. */
  @Benchmark
  public CompileResult compile() {
    return RegoPolicyCompiler.compile(sources, options);
  }
}
