package io.eunomia.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.signature.BundleVerifier;
import io.eunomia.bundle.signature.SignatureException;
import io.eunomia.bundle.signature.VerificationKeys;
import io.eunomia.bundle.signature.VerifiedSignature;
import io.eunomia.cli.text.JsonPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eunomia verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Verifies that a bundle is exactly as a trusted key signed it.")
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "BUNDLE", description = "The bundle's file.")
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "[KEYID=]PEM",
      required = true,
      description =
          "A public key that is trusted: a PEM file, a certificate, a JWK or a JWK set; may be"
              + " repeated. Its id is its JWK's kid, or its thumbprint, if none is said.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--scope",
      paramLabel = "S",
      defaultValue = "",
      description = "The scope that it must be signed for; none by default.")
  private String scope;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
  private OutputFormat format;

  @Override
  public Integer call() throws IOException {
    VerificationKeys trusted = KeyOptions.verification(keys);
    BundleFiles read = BundleFiles.read(file);
    try {
      tell(read, new BundleVerifier(trusted).withScope(scope).verify(read.bundle()));
      return ExitCode.DONE;
    } catch (SignatureException e) {
      if (format == OutputFormat.TEXT) {
        throw CommandException.failed(file + ": " + e.reason().code() + ": " + e.getMessage());
      }
      ObjectNode json =
          JsonNodeFactory.instance
              .objectNode()
              .put("verified", false)
              .put("digest", read.digest().toString())
              .put("code", e.reason().code())
              .put("message", e.getMessage());
      if (e.file() != null) {
        json.put("file", e.file());
      }
      out().println(JsonPrinter.print(json));
      return ExitCode.FAILED;
    }
  }

  private void tell(BundleFiles read, VerifiedSignature signature) {
    if (format == OutputFormat.JSON) {
      out()
          .println(
              JsonPrinter.print(
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("verified", true)
                      .put("digest", read.digest().toString())
                      .put("key_id", signature.keyId())
                      .put("algorithm", signature.algorithm().jwsName())));
      return;
    }
    out().println("verified   " + file);
    out().println("digest     " + read.digest());
    out().println("key        " + signature.keyId());
    out().println("algorithm  " + signature.algorithm());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
