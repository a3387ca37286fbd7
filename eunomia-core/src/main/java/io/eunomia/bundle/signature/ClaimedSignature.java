package io.eunomia.bundle.signature;

import io.eunomia.bundle.Bundle;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle says of who signed it. Not verified: anybody can write this. For showing only.
 *
 * @param keyId the id of the key, or {@code null} if the signature does not say
 * @param algorithm the name of the algorithm, which may be any text
 */
public record ClaimedSignature(@Nullable String keyId, String algorithm) {
  /**
   * Reads what a bundle says.
   *
   * @throws SignatureException if it is not signed, or its signature is not in the format
   */
  public static ClaimedSignature of(Bundle bundle) throws SignatureException {
    Jws jws = SignaturesFile.read(bundle);
    String keyId = jws.keyId();
    return new ClaimedSignature(
        keyId != null ? keyId : SignedFiles.parse(jws.payload()).keyId(), jws.algorithm());
  }
}
