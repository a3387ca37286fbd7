package io.eunomia.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.audit.AuditVerification;
import io.eunomia.archimedes.audit.AuditVerification.Problem;
import io.eunomia.archimedes.audit.AuditVerifier;
import io.eunomia.cli.text.JsonPrinter;
import io.eunomia.testkit.report.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eunomia audit verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Verifies that no line of an audit log was altered, removed, added or moved.")
final class AuditVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "The log; its rotated files are read with it. Several: oldest first.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--expect-head",
      paramLabel = "HASH",
      description = "The hash that the last line must have: finds lines that are gone at the end.")
  private @Nullable String head;

  @Option(
      names = "--start",
      paramLabel = "HASH",
      description = "The hash of the line before the first, where the first files are not kept.")
  private @Nullable String start;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
  private OutputFormat format;

  @Override
  public Integer call() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        throw CommandException.invalidInput(file + ": is a directory, not a log");
      }
      all.addAll(AuditVerifier.filesOf(file));
    }
    AuditVerification found;
    try {
      found = AuditVerifier.verify(all, start, head);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
    if (format == OutputFormat.JSON) {
      spec.commandLine().getOut().println(JsonPrinter.print(json(found)));
    } else {
      text(found);
    }
    return found.ok() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void text(AuditVerification found) {
    PrintWriter out = spec.commandLine().getOut();
    found.problems().forEach(out::println);
    out.println("files    " + Words.list(found.files()));
    out.println("lines    " + found.lines());
    out.println("head     " + (found.lastHash().isEmpty() ? "-" : found.lastHash()));
    out.println(
        "chain    " + (found.ok() ? "whole" : Words.count(found.problems().size(), "problem")));
  }

  private static ObjectNode json(AuditVerification found) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("ok", found.ok());
    ArrayNode read = json.putArray("files");
    found.files().forEach(file -> read.add(file.toString()));
    json.put("lines", found.lines())
        .put("first_hash", found.firstHash())
        .put("head", found.lastHash());
    ArrayNode problems = json.putArray("problems");
    for (Problem problem : found.problems()) {
      problems
          .addObject()
          .put("kind", problem.kind().json())
          .put("file", problem.file().toString())
          .put("line", problem.line())
          .put("message", problem.message());
    }
    return json;
  }
}
