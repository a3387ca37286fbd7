package io.eunomia.cli.demo;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.bundle.signature.BundleSigner;
import io.eunomia.bundle.signature.SigningKey;
import io.eunomia.bundle.signature.VerificationKeys;
import io.eunomia.policy.build.BuildOptions;
import io.eunomia.policy.build.BuildResult;
import io.eunomia.policy.build.BundleBuilder;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import io.eunomia.rego.source.DiagnosticRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Compiles, packs and signs, with a key that was made for this demonstration. */
final class DemoBundles {
  private static final String KEY_ID = "demo";

  private final SigningKey key = newKey();

  /** What a build gave. */
  record Packed(Bundle bundle, BundleDigest digest, int size) {
    /** As it goes to a runtime. */
    byte[] bytes() {
      return BundleWriter.toBytes(bundle);
    }
  }

  /** Whose signatures runtimes accept. */
  VerificationKeys trusted() {
    return VerificationKeys.of(key.verificationKey());
  }

  /**
   * A signed bundle.
   *
   * @throws DemoFailure if the policy does not compile
   */
  Packed build(PolicySources sources, ServiceDirectory service, String version, long sequence)
      throws IOException {
    BuildResult built =
        BundleBuilder.build(
            sources, service, BuildOptions.defaults().withVersion(version).withSequence(sequence));
    Bundle bundle = built.bundle();
    if (bundle == null) {
      throw new DemoFailure(
          service.name() + " does not compile:\n" + DiagnosticRenderer.render(built.diagnostics()));
    }
    return packed(BundleSigner.sign(bundle, key));
  }

  /** The same with one file changed after it was signed. */
  static Packed tampered(Packed packed, String path, String from, String to)
      throws BundleException {
    BundleFile file = packed.bundle().file(path);
    if (file == null || !file.text().contains(from)) {
      throw new DemoFailure(path + " has no " + from);
    }
    byte[] changed = file.text().replace(from, to).getBytes(StandardCharsets.UTF_8);
    return packed(packed.bundle().with(BundleFile.of(path, changed)));
  }

  private static Packed packed(Bundle bundle) {
    byte[] bytes = BundleWriter.toBytes(bundle);
    return new Packed(bundle, BundleDigest.of(bytes), bytes.length);
  }

  private static SigningKey newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
      return SigningKey.fromPem(
              "-----BEGIN PRIVATE KEY-----\n"
                  + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                  + "\n-----END PRIVATE KEY-----\n")
          .withKeyId(KEY_ID);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }
}
