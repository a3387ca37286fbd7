package io.eunomia.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.bundle.GitCommit;
import io.eunomia.bundle.Manifest;
import io.eunomia.bundle.RegoVersions;
import io.eunomia.bundle.WasmEntrypoint;
import io.eunomia.bundle.signature.ClaimedSignature;
import io.eunomia.bundle.signature.SignatureException;
import io.eunomia.cli.text.JsonPrinter;
import io.eunomia.policy.build.BundleRebuilder;
import io.eunomia.rego.ir.Plan;
import io.eunomia.testkit.report.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eunomia inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Shows what a bundle says of itself, and what is in it.")
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "BUNDLE", description = "The bundle's file.")
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
  private OutputFormat format;

  @Override
  public Integer call() throws IOException {
    BundleFiles read = BundleFiles.read(file);
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      out.println(JsonPrinter.print(json(read)));
    } else {
      text(read, out);
    }
    return ExitCode.DONE;
  }

  private static ObjectNode json(BundleFiles read) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("digest", read.digest().toString())
            .put("size", read.size())
            .put("signed", read.bundle().signatures() != null);
    ClaimedSignature claimed = claimed(read.bundle());
    if (claimed != null) {
      json.putObject("signature")
          .put("key_id", claimed.keyId())
          .put("algorithm", claimed.algorithm());
    }
    json.set("manifest", read.bundle().manifest().toJson());
    BundleFile plan = read.bundle().plan();
    if (plan != null) {
      planned(plan).forEach(json.withArray("/plan_entrypoints")::add);
    }
    for (BundleFile entry : read.bundle().files()) {
      json.withArray("/files").addObject().put("path", entry.path()).put("size", entry.size());
    }
    return json;
  }

  private static void text(BundleFiles read, PrintWriter out) {
    Bundle bundle = read.bundle();
    Manifest manifest = bundle.manifest();
    line(out, "digest", read.digest().toString());
    line(out, "size", Words.count(read.size(), "byte"));
    EunomiaMetadata metadata = manifest.eunomia();
    if (metadata != null) {
      line(out, "service", metadata.service());
      line(out, "version", metadata.version());
      line(out, "sequence", Long.toString(metadata.sequence()));
      line(out, "compiler", metadata.compiler());
    }
    line(out, "revision", manifest.revision());
    GitCommit git = metadata == null ? null : metadata.git();
    if (git != null) {
      line(out, "commit", git.commit() + (git.dirty() ? " (with changes)" : ""));
      line(out, "author", git.author());
      line(out, "authored", git.authoredAt());
      line(out, "subject", git.subject());
    }
    line(out, "roots", Words.list(manifest.roots().paths()));
    String label = "entrypoints";
    for (WasmEntrypoint entrypoint : manifest.wasm()) {
      line(out, label, entrypoint.entrypoint() + "  in " + entrypoint.module());
      label = "";
    }
    BundleFile plan = bundle.plan();
    if (plan != null) {
      for (String entrypoint : planned(plan)) {
        line(out, label, entrypoint + "  in " + plan.path());
        label = "";
      }
    }
    line(out, "language", language(manifest.regoVersions()));
    line(out, "signed", signed(bundle));
    label = "files";
    for (BundleFile entry : bundle.files()) {
      line(out, label, entry.path() + "  " + Words.count(entry.size(), "byte"));
      label = "";
    }
  }

  /** What can be asked of a plan; nothing of one that is none, which is for others to refuse. */
  private static List<String> planned(BundleFile file) {
    try {
      return BundleRebuilder.plan(file).plans().stream().map(Plan::name).toList();
    } catch (BundleException e) {
      return List.of();
    }
  }

  private static String language(RegoVersions versions) {
    StringBuilder text = new StringBuilder();
    versions.ofBundle().ifPresent(version -> text.append("Rego v").append(version));
    versions
        .ofFiles()
        .forEach(
            (pattern, version) ->
                text.append(text.isEmpty() ? "" : ", ").append(pattern + " v" + version));
    return text.toString();
  }

  private static String signed(Bundle bundle) {
    if (bundle.signatures() == null) {
      return "no";
    }
    ClaimedSignature claimed = claimed(bundle);
    if (claimed == null) {
      return "not in the format of a signature";
    }
    return (claimed.keyId() == null ? "by a key without id" : "by " + claimed.keyId())
        + (" with " + claimed.algorithm() + "; not verified here");
  }

  private static @Nullable ClaimedSignature claimed(Bundle bundle) {
    try {
      return ClaimedSignature.of(bundle);
    } catch (SignatureException e) {
      return null;
    }
  }

  private static void line(PrintWriter out, String label, String value) {
    out.printf("%-12s %s%n", label, value.isEmpty() ? "-" : Words.printable(value));
  }
}
