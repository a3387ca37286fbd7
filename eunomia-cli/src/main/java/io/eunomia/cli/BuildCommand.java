package io.eunomia.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.bundle.signature.SigningKey;
import io.eunomia.cli.text.JsonPrinter;
import io.eunomia.policy.build.BuildOptions;
import io.eunomia.policy.build.BuildResult;
import io.eunomia.policy.build.BuildTarget;
import io.eunomia.policy.build.BundleBuilder;
import io.eunomia.policy.build.BundleRebuilder;
import io.eunomia.policy.source.AtomicFile;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.testkit.report.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eunomia build}. */
@Command(
    name = "build",
    description = {
      "Compiles a service's policy, or what is in another bundle, and packs it into a bundle.",
      "The same files and options give the same bytes, everywhere and always.",
    })
final class BuildCommand extends PolicyCommand {
  @Parameters(paramLabel = "POLICIES", arity = "0..1", description = "The directory of services.")
  private @Nullable Path policies;

  @Option(
      names = "--service",
      paramLabel = "S",
      description = "The service: the name of its directory.")
  private @Nullable String service;

  @Option(
      names = {"-b", "--bundle"},
      paramLabel = "BUNDLE",
      description =
          "Instead of POLICIES and --service: a bundle of any compiler, whose sources or, if it"
              + " has none, whose plan is compiled. Its entrypoints are kept.")
  private @Nullable Path bundle;

  @Option(
      names = {"-e", "--entrypoint"},
      paramLabel = "E",
      description =
          "One more entrypoint, as users_service/authz/filter. Those of the convention and those"
              + " with entrypoint: true in their metadata are there without being named.")
  private List<String> entrypoints = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "F",
      defaultValue = "bundle.tar.gz",
      description = "Where to write the bundle; ${DEFAULT-VALUE} by default.")
  private Path output;

  @Option(
      names = "--target",
      paramLabel = "T",
      defaultValue = "wasm",
      description = "wasm, plan or rego; ${DEFAULT-VALUE} by default.")
  private BuildTarget target;

  @Mixin private OptimizationOption optimization = new OptimizationOption();

  @Option(
      names = "--revision",
      paramLabel = "R",
      defaultValue = "",
      description = "What the policy was built from: the full Git commit.")
  private String revision;

  @Option(
      names = "--sequence",
      paramLabel = "N",
      defaultValue = "0",
      description = "The bundle's place among the service's bundles: a runtime refuses older ones.")
  private long sequence;

  @Option(
      names = "--keep-prints",
      description =
          "Keep print calls, which are compiled out otherwise: a runtime logs what they print, at"
              + " level debug.")
  private boolean keepPrints;

  @Option(
      names = "--signing-key",
      paramLabel = "F",
      description = "Sign the bundle with this private key: a PEM file, or a JWK.")
  private @Nullable Path signingKey;

  @Option(
      names = "--signing-key-id",
      paramLabel = "K",
      description = "What verifiers find the key by; by default its JWK's kid, or its thumbprint.")
  private @Nullable String signingKeyId;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
  private OutputFormat format;

  @Override
  public Integer call() throws IOException {
    if (sequence < 0) {
      throw CommandException.usage("--sequence must not be negative: " + sequence);
    }
    if (signingKeyId != null && signingKey == null) {
      throw CommandException.usage("--signing-key-id goes with --signing-key");
    }
    SigningKey key = signingKey == null ? null : KeyOptions.signing(signingKey, signingKeyId);
    BuildResult built =
        build(
            BuildOptions.defaults()
                .withRego(rego().withKeepPrints(keepPrints).withOptimization(optimization.level()))
                .withTarget(target)
                .withEntrypoints(entrypoints.stream().map(Entrypoint::parse).toList())
                .withRevision(revision)
                .withSequence(sequence));
    Bundle made = built.bundle();
    if (made == null) {
      throw CommandException.findings(built.diagnostics());
    }
    print(built.diagnostics());
    byte[] bytes = BundleWriter.toBytes(key == null ? made : SignCommand.sign(made, key));
    AtomicFile.write(output, bytes);
    tell(BundleDigest.of(bytes), bytes.length, built.entrypoints(), key);
    return ExitCode.DONE;
  }

  private BuildResult build(BuildOptions options) throws IOException {
    if (bundle != null) {
      if (policies != null || service != null) {
        throw CommandException.usage(
            "give either POLICIES and --service, or a bundle (-b), not both");
      }
      return BundleRebuilder.build(BundleFiles.read(bundle).bundle(), options);
    }
    if (policies == null || service == null) {
      throw CommandException.usage("give POLICIES and --service, or a bundle (-b)");
    }
    PolicySources sources =
        PolicyLoader.withDefaults().withVersion(version()).load(List.of(policies));
    return BundleBuilder.build(sources, Services.required(sources, service, policies), options);
  }

  private void tell(BundleDigest digest, int size, List<String> asked, @Nullable SigningKey key) {
    if (format == OutputFormat.JSON) {
      ObjectNode json =
          JsonNodeFactory.instance
              .objectNode()
              .put("file", output.toString())
              .put("digest", digest.toString())
              .put("size", size);
      asked.forEach(json.putArray("entrypoints")::add);
      if (key != null) {
        json.put("key_id", key.keyId()).put("algorithm", key.algorithm().jwsName());
      }
      out().println(JsonPrinter.print(json));
      return;
    }
    out().println("bundle       " + output);
    out().println("digest       " + digest);
    out().println("size         " + Words.count(size, "byte"));
    String label = "entrypoints  ";
    for (String entrypoint : asked) {
      out().println(label + entrypoint);
      label = " ".repeat(label.length());
    }
    if (key != null) {
      out().println("signed       by " + key.keyId() + " with " + key.algorithm());
    }
  }
}
