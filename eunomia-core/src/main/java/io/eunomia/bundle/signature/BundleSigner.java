package io.eunomia.bundle.signature;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleException;

/**
 * Signs bundles in OPA's format, which {@code opa} verifies: {@code /.signatures.json} has a JWS
 * over the hashes of all other files. Thread-safe.
 */
public final class BundleSigner {
  private BundleSigner() {}

  /**
   * The same bundle with a signature by this key, instead of any that it had. The same bundle and
   * key give the same bytes if the key's algorithm is deterministic: RS256 and EdDSA are. Takes
   * time linear in the bundle.
   *
   * @throws IllegalArgumentException if a file that is hashed as a document, such as a {@code
   *     .manifest} in a directory, is none
   */
  public static Bundle sign(Bundle bundle, SigningKey key) {
    try {
      return bundle.with(
          SignaturesFile.of(Jws.sign(SignedFiles.payload(bundle, key.keyId()), key)));
    } catch (SignatureException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (BundleException e) {
      throw new IllegalStateException("a signature does not make a bundle another one", e);
    }
  }
}
