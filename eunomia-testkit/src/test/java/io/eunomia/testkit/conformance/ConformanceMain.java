package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs every case under a folder of conformance data, on all cores, and says what falls short.
 * Exits with 1 if a case that the compiler accepts has a wrong answer.
 */
public final class ConformanceMain {
  private static final List<String> FOLDERS = List.of("v1", "mutants", "generated", "plans", "fmt");

  private final ObjectMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private ConformanceMain() {}

  /** {@code DIR [--verbose] [--compiled] [--only REGEX]}. */
  public static void main(String[] args) throws Exception {
    List<String> flags = List.of(args).subList(1, args.length);
    int only = flags.indexOf("--only");
    Pattern pattern = Pattern.compile(only >= 0 ? flags.get(only + 1) : "");
    Report report = new Report(flags.contains("--verbose"));
    boolean ok =
        new ConformanceMain().run(Path.of(args[0]), pattern, flags.contains("--compiled"), report);
    report.print(System.out);
    System.exit(ok && !report.anyFailed() ? 0 : 1);
  }

  private boolean run(Path dir, Pattern only, boolean compiled, Report report)
      throws IOException, InterruptedException, ExecutionException {
    KnownDifferences known = KnownDifferences.load();
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    boolean any = false;
    try (Modules modules = new Modules(compiled)) {
      Map<String, JsonNode> sources = new HashMap<>();
      for (Case each : cases(dir, "v1", Pattern.compile(""))) {
        sources.put(PlanCases.key(each.group(), each.json()), each.json());
      }
      Runner runner =
          new Runner(new PolicyCases(json, modules), new PlanCases(json, sources), known);
      for (String folder : FOLDERS) {
        List<Case> cases = cases(dir, folder, only);
        List<Future<Verdict>> verdicts = new ArrayList<>();
        for (Case each : cases) {
          verdicts.add(workers.submit(() -> runner.run(each)));
        }
        for (int i = 0; i < cases.size(); i++) {
          report.add(cases.get(i), verdicts.get(i).get());
          any = true;
        }
      }
    } finally {
      workers.shutdownNow();
    }
    return any;
  }

  private List<Case> cases(Path dir, String folder, Pattern only) throws IOException {
    List<Case> cases = new ArrayList<>();
    Path path = dir.resolve(folder);
    if (!Files.isDirectory(path)) {
      return cases;
    }
    List<Path> files;
    try (Stream<Path> found = Files.list(path)) {
      files = found.sorted().toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      String group = name.replaceFirst("\\.jsonl?$", "");
      if (name.endsWith(".json")) {
        for (JsonNode test : json.readTree(file.toFile())) {
          cases.add(new Case(folder, group, test));
        }
      } else if (name.endsWith(".jsonl")) {
        for (String line : Files.readAllLines(file)) {
          if (!line.isBlank()) {
            cases.add(new Case(folder, group, json.readTree(line)));
          }
        }
      }
    }
    cases.removeIf(c -> !only.matcher(c.name()).find());
    return cases;
  }
}
