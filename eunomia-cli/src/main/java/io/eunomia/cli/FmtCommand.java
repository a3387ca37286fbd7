package io.eunomia.cli;

import io.eunomia.cli.text.UnifiedDiff;
import io.eunomia.policy.source.AtomicFile;
import io.eunomia.policy.source.LoadLimits;
import io.eunomia.policy.source.RegoFile;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.format.FormatOptions;
import io.eunomia.rego.format.FormatResult;
import io.eunomia.rego.format.RegoFormatter;
import io.eunomia.rego.source.DiagnosticRenderer;
import io.eunomia.rego.source.SourceText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eunomia fmt}. */
@Command(
    name = "fmt",
    mixinStandardHelpOptions = true,
    description = {
      "Formats policies as opa fmt does, and prints them; or writes, lists or compares them.",
      "What is written says the same as what was there, and has all of its comments.",
    })
final class FmtCommand implements Callable<Integer> {
  private static final String STDIN = "-";
  private static final String STDIN_NAME = "<stdin>";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files, and directories of *.rego; - or none for the standard input.")
  private List<Path> paths = List.of();

  @Option(
      names = {"-w", "--write"},
      description = "Write files that are not formatted, and print nothing.")
  private boolean write;

  @Option(
      names = {"-l", "--list", "--check"},
      description = "Print the names of files that are not formatted, and exit with 1 if any is.")
  private boolean list;

  @Option(
      names = {"-d", "--diff"},
      description = "Print what would be changed, and exit with 1 if anything would.")
  private boolean diff;

  @Option(names = "--fail", description = "Exit with 1 if any file was not formatted.")
  private boolean fail;

  @Option(names = "--v0-compatible", description = "Read and write Rego v0 instead of v1.")
  private boolean v0;

  @SuppressWarnings("unused") // says aloud what is so anyway
  @Option(
      names = "--v1-compatible",
      description = "Read and write Rego v1; so without the option, and --v0-compatible wins.")
  private boolean v1;

  @Option(
      names = {"--v0-v1", "--rego-v1"},
      description = "Read either, and write what is both: Rego v1 with import rego.v1.")
  private boolean both;

  @Option(
      names = "--drop-v0-imports",
      description = "Leave out imports that Rego v1 does not need: rego.v1 and future.keywords.")
  private boolean dropV0Imports;

  private boolean broken;
  private boolean changed;

  @Override
  public Integer call() throws IOException {
    if (dropV0Imports && (v0 || both)) {
      throw CommandException.usage("--drop-v0-imports is of Rego v1 only");
    }
    FormatOptions options = new FormatOptions(version(), dropV0Imports);
    if (paths.isEmpty() || paths.equals(List.of(Path.of(STDIN)))) {
      if (write) {
        throw CommandException.usage("--write needs files");
      }
      handle(standardInput(), null, options);
    } else {
      for (RegoFile file : RegoFile.read(paths, LoadLimits.defaults())) {
        handle(file.source(), file.path(), options);
      }
    }
    out().flush();
    // What was written is as it should be, unless it should have been so before.
    boolean refused = changed && (fail || (!write && (list || diff)));
    return broken || refused ? ExitCode.FAILED : ExitCode.DONE;
  }

  private RegoVersion version() {
    if (both) {
      return RegoVersion.V0_V1;
    }
    return v0 ? RegoVersion.V0 : RegoVersion.V1;
  }

  private static SourceText standardInput() throws IOException {
    int most = (int) Math.min(LoadLimits.defaults().fileBytes(), Integer.MAX_VALUE - 16);
    byte[] bytes = System.in.readNBytes(most + 1);
    if (bytes.length > most) {
      throw CommandException.invalidInput(STDIN_NAME + ": is larger than " + most + " bytes");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return SourceText.of(STDIN_NAME, text);
    } catch (CharacterCodingException e) {
      throw CommandException.invalidInput(STDIN_NAME + ": is not UTF-8");
    }
  }

  private void handle(SourceText source, @Nullable Path file, FormatOptions options)
      throws IOException {
    FormatResult result = RegoFormatter.format(source, options);
    String text = result.text();
    if (text == null) {
      broken = true;
      err().print(DiagnosticRenderer.render(result.diagnostics()));
      err().flush();
      return;
    }
    boolean same = text.equals(source.text());
    changed |= !same;
    if (!same && list) {
      out().println(source.name());
    }
    if (!same && diff) {
      out().print(UnifiedDiff.of(source.name(), source.text(), text));
    }
    if (!same && write && file != null) {
      // What a link leads to is written, and stays a link.
      AtomicFile.write(file.toRealPath(), text.getBytes(StandardCharsets.UTF_8));
    }
    if (!list && !diff && !write) {
      out().print(text);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
