package io.eunomia.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.cli.text.JsonPrinter;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.source.DocumentReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eunomia eval}. */
@Command(
    name = "eval",
    description = {
      "Evaluates a query, and prints what 'opa eval --format json' prints; what the policies"
          + " print goes to standard error.",
      "With --inputs: asks one entrypoint for one input a line, and prints one result a line:"
          + " {\"result\": ...}, {} if it is undefined, {\"error\": {...}} if there is none.",
    })
final class EvalCommand extends PolicyCommand {
  static final String STANDARD_INPUT = "-";

  @Parameters(paramLabel = "QUERY", arity = "0..1", description = "A query in Rego.")
  private @Nullable String query;

  @Option(
      names = {"-b", "--bundle"},
      paramLabel = "BUNDLE",
      description = "The bundle to ask.")
  private @Nullable Path bundle;

  @Option(
      names = {"-d", "--data"},
      paramLabel = "PATH",
      description = "Policies and data to ask: files and directories; may be given several times.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "INPUT",
      description = "The file of the input, JSON or YAML; - for standard input.")
  private @Nullable String input;

  @Option(
      names = "--inputs",
      paramLabel = "JSONL",
      description = "The file of inputs, one a line; - for standard input.")
  private @Nullable String inputs;

  @Option(
      names = {"-e", "--entrypoint"},
      paramLabel = "E",
      description = "With --inputs: what to ask; the service's allow by default.")
  private @Nullable String entrypoint;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long one evaluation may take; ${DEFAULT-VALUE} by default.")
  private double timeout;

  @Option(
      names = "--strict-builtin-errors",
      description = "Stop at the first error of a builtin; without it, such a call is undefined.")
  private boolean strictBuiltinErrors;

  @Mixin private OptimizationOption optimization = new OptimizationOption();

  @Mixin private NetworkOptions network = new NetworkOptions();

  @Override
  public Integer call() throws IOException {
    if (bundle != null && !paths.isEmpty()) {
      throw CommandException.usage("give either a bundle (-b) or paths (-d), not both");
    }
    if (bundle != null && strictBuiltinErrors) {
      throw CommandException.usage(
          "--strict-builtin-errors goes with -d: what is in a bundle is compiled already");
    }
    if (bundle != null && optimization.isGiven()) {
      throw CommandException.usage("-O goes with -d: what is in a bundle is compiled already");
    }
    if (!(timeout > 0) || timeout > 86_400) {
      throw CommandException.usage("--timeout must be positive, and at most a day: " + timeout);
    }
    Limits limits =
        Limits.defaults()
            .withTimeout(Duration.ofNanos((long) (timeout * 1e9)))
            .withMaxSteps(Long.MAX_VALUE / 2);
    BuiltinRegistry own = builtins();
    RegoPolicyOptions asked = asked(own);
    EvalSource source =
        bundle == null
            ? EvalSource.of(paths, version())
            : EvalSource.of(BundleFiles.read(bundle), asked);
    RegoPolicyOptions options = asked.withFileVersions(source.versions());
    BuiltinRegistry builtins = own.withNetwork(network.access(options.capabilities()));
    return inputs == null
        ? query(source, options, limits, builtins)
        : inputs(source, options, limits, builtins, inputs);
  }

  private RegoPolicyOptions asked(BuiltinRegistry own) throws IOException {
    RegoPolicyOptions given =
        rego(own)
            .withStrictBuiltinErrors(strictBuiltinErrors)
            .withOptimization(optimization.level());
    return givesCapabilities()
        ? given
        : given.withCapabilities(network.defaults().with(own.declarations()));
  }

  private int query(
      EvalSource source, RegoPolicyOptions options, Limits limits, BuiltinRegistry builtins)
      throws IOException {
    if (query == null) {
      throw CommandException.usage("a query is missing, or --inputs");
    }
    if (entrypoint != null) {
      throw CommandException.usage("-e goes with --inputs; a query names what it asks: data.a.b");
    }
    byte[] document = input == null ? null : document(input);
    QueryEvaluation.Outcome outcome =
        new QueryEvaluation(source, options.withKeepPrints(true), limits, builtins, this::printed)
            .evaluate(query, document);
    ObjectNode result = outcome.json();
    out().println(JsonPrinter.print(result));
    print(outcome.diagnostics());
    return result.has("errors") ? ExitCode.FAILED : ExitCode.DONE;
  }

  private void printed(String line) {
    err().println(line);
    err().flush();
  }

  private int inputs(
      EvalSource source,
      RegoPolicyOptions options,
      Limits limits,
      BuiltinRegistry builtins,
      String file)
      throws IOException {
    if (query != null || input != null) {
      throw CommandException.usage(
          "--inputs asks an entrypoint (-e), and takes no query and no --input");
    }
    String asked = entrypoint == null ? null : Entrypoint.parse(entrypoint);
    try (InputStream in =
        file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file))) {
      return new InputsEvaluation(source, options, limits, builtins)
          .run(asked, in, file, out(), err());
    }
  }

  private static byte[] document(String file) throws IOException {
    byte[] bytes;
    if (file.equals(STANDARD_INPUT)) {
      bytes = System.in.readAllBytes();
    } else {
      bytes = Files.readAllBytes(Path.of(file));
    }
    JsonNode json = DocumentReader.read(file.equals(STANDARD_INPUT) ? "<stdin>" : file, bytes);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
