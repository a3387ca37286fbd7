package io.eunomia.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.bundle.signature.BundleSigner;
import io.eunomia.bundle.signature.SignatureAlgorithm;
import io.eunomia.bundle.signature.SigningKey;
import io.eunomia.cli.text.JsonPrinter;
import io.eunomia.policy.source.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eunomia sign}. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description = {
      "Signs a bundle in OPA's format, instead of any signature that it has.",
      "The signature is in the bundle, which is another one then, with another digest.",
    })
final class SignCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "BUNDLE", description = "The bundle's file.")
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "PEM",
      required = true,
      description = "The private key: a PEM file as openssl writes it, or a JWK.")
  private Path keyFile;

  @Option(
      names = "--key-id",
      paramLabel = "K",
      description = "What verifiers find the key by; by default its JWK's kid, or its thumbprint.")
  private @Nullable String keyId;

  @Option(
      names = "--algorithm",
      paramLabel = "A",
      description = "RS256 or PS256 for an RSA key, which is RS256 by default.")
  private @Nullable String algorithm;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "Where to write the signed bundle; in place by default.")
  private @Nullable Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
  private OutputFormat format;

  @Override
  public Integer call() throws IOException {
    SigningKey key = key();
    Bundle signed = sign(BundleFiles.read(file).bundle(), key);
    byte[] bytes = BundleWriter.toBytes(signed);
    Path target = output == null ? file : output;
    AtomicFile.write(target, bytes);
    tell(target, BundleDigest.of(bytes), key);
    return ExitCode.DONE;
  }

  static Bundle sign(Bundle bundle, SigningKey key) {
    try {
      return BundleSigner.sign(bundle, key);
    } catch (IllegalArgumentException e) {
      throw CommandException.invalidInput(String.valueOf(e.getMessage()));
    }
  }

  private SigningKey key() throws IOException {
    SigningKey key = KeyOptions.signing(keyFile, keyId);
    if (algorithm == null) {
      return key;
    }
    try {
      return key.withAlgorithm(SignatureAlgorithm.ofJwsName(algorithm));
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("--algorithm: " + e.getMessage());
    }
  }

  private void tell(Path target, BundleDigest digest, SigningKey key) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      out.println(
          JsonPrinter.print(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("file", target.toString())
                  .put("digest", digest.toString())
                  .put("key_id", key.keyId())
                  .put("algorithm", key.algorithm().jwsName())));
      return;
    }
    out.println("bundle     " + target);
    out.println("digest     " + digest);
    out.println("key        " + key.keyId());
    out.println("algorithm  " + key.algorithm());
  }
}
