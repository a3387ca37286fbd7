package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eunomia.compile.Instrumentation;
import io.eunomia.rego.instrument.CoverageProbes;
import io.eunomia.rego.instrument.EvaluationProbes;
import io.eunomia.rego.instrument.Places;
import io.eunomia.rego.optimizer.OptimizationLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs every case under a folder of conformance data, on all cores and on several engines, and says
 * what falls short. Exits with 1 if a case that the compiler accepts has a wrong answer.
 */
public final class ConformanceMain {
  private static final List<String> FOLDERS = List.of("v1", "mutants", "generated", "plans");

  private final ObjectMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Pattern only;
  private final Report report;

  /** What modules tell of their evaluation, which must not make a difference. */
  private final @Nullable Instrumentation probes;

  private ConformanceMain(Pattern only, Report report, @Nullable Instrumentation probes) {
    this.only = only;
    this.probes = probes;
    this.report = report;
  }

  /**
   * {@code DIR [--verbose] [--engines LIST] [--optimize LEVELS] [--only REGEX] [--probes |
   * --traced]}.
   */
  public static void main(String[] args) throws Exception {
    boolean verbose = false;
    String engines = Engines.DEFAULT;
    String only = "";
    String levels = "1";
    Instrumentation probes = null;
    for (int i = 1; i < args.length; i++) {
      switch (args[i]) {
        case "--verbose" -> verbose = true;
        case "--engines" -> engines = args[++i];
        case "--only" -> only = args[++i];
        case "--optimize" -> levels = args[++i];
        case "--probes" ->
            probes = parsed -> new CoverageProbes(Places.of(parsed), UnaryOperator.identity());
        case "--traced" ->
            probes = parsed -> new EvaluationProbes(parsed, UnaryOperator.identity(), true);
        default -> {
          System.err.println("there is no option " + args[i]);
          System.exit(2);
        }
      }
    }
    Report report = new Report(verbose);
    boolean any = false;
    try (Engines started = Engines.start(engines)) {
      ConformanceMain main = new ConformanceMain(Pattern.compile(only), report, probes);
      any = main.run(Path.of(args[0]), started.list(), levels(levels));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    report.print(System.out);
    System.exit(any && !report.anyFailed() ? 0 : 1);
  }

  /** The levels of a list such as {@code 0,2}. */
  private static List<OptimizationLevel> levels(String list) {
    return Stream.of(list.split(",")).map(each -> OptimizationLevel.valueOf("O" + each)).toList();
  }

  private boolean run(Path dir, List<Engine> engines, List<OptimizationLevel> levels)
      throws IOException, InterruptedException, ExecutionException {
    Cases cases = new Cases(dir, json);
    Map<String, JsonNode> sources = new HashMap<>();
    for (Case each : cases.in("v1")) {
      sources.put(PlanCases.key(each.group(), each.json()), each.json());
    }
    Runner runner = new Runner(engines, KnownDifferences.load());
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    boolean any = false;
    try {
      for (OptimizationLevel level : levels) {
        String how = levels.size() == 1 ? "" : " at " + level;
        Kind policies = new PolicyCases(json, level, probes);
        Kind plans = new PlanCases(json, sources, level);
        for (String folder : FOLDERS) {
          Kind kind = folder.equals("plans") ? plans : policies;
          any |= run(kind, cases.in(folder), how, runner, workers);
        }
      }
      any |= run(new FormatCases(), cases.in("fmt"), "", runner, workers);
    } finally {
      workers.shutdownNow();
    }
    return any;
  }

  /** Whether there was any. */
  private boolean run(
      Kind kind, List<Case> cases, String how, Runner runner, ExecutorService workers)
      throws InterruptedException, ExecutionException {
    Map<List<Case>, Future<List<CaseResult>>> results = new LinkedHashMap<>();
    for (List<Case> group : groups(kind, cases)) {
      results.put(group, workers.submit(() -> runner.run(kind, group)));
    }
    for (Map.Entry<List<Case>, Future<List<CaseResult>>> group : results.entrySet()) {
      report.add(group.getKey(), group.getValue().get(), how);
    }
    return !results.isEmpty();
  }

  /** The cases that are asked for, those together that need be compiled but once. */
  private List<List<Case>> groups(Kind kind, List<Case> cases) {
    Map<Object, List<Case>> groups = new LinkedHashMap<>();
    for (Case each : cases) {
      if (only.matcher(each.name()).find()) {
        groups.computeIfAbsent(kind.compilationKey(each), key -> new ArrayList<>()).add(each);
      }
    }
    return List.copyOf(groups.values());
  }
}
