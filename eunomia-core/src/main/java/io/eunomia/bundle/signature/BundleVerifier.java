package io.eunomia.bundle.signature;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.signature.SignatureException.Reason;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signatures of bundles in OPA's format, also those that {@code opa build} and {@code opa
 * sign} made. Immutable and thread-safe.
 *
 * <p>As in OPA, there is exactly one signature, and it covers every file but itself: one that was
 * added, removed, renamed or changed is refused by name. The key is found by the header's {@code
 * kid}, else by the payload's {@code keyid}; where there is neither, as {@code opa sign} leaves it,
 * each key is tried. Stricter than OPA: which algorithms count follows from the key, MD5 and SHA-1
 * are no hashes, a JSON member or a file that is there twice is refused, and so is base64 that is
 * not the only one of its value.
 *
 * <p>A signature does not expire: the payload's {@code iat} is for people.
 */
public final class BundleVerifier {
  private final VerificationKeys keys;
  private final String scope;

  /** A verifier that trusts these keys, for bundles that were signed for no scope. */
  public BundleVerifier(VerificationKeys keys) {
    this(keys, "");
  }

  private BundleVerifier(VerificationKeys keys, String scope) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.scope = Objects.requireNonNull(scope, "scope");
  }

  /** This verifier for bundles that were signed for this scope: OPA's claim of that name. */
  public BundleVerifier withScope(String name) {
    return new BundleVerifier(keys, name);
  }

  /**
   * Verifies that a bundle is exactly as a trusted key signed it. Takes time linear in the bundle.
   *
   * @throws SignatureException if that is not so, or cannot be known
   */
  public VerifiedSignature verify(Bundle bundle) throws SignatureException {
    Jws jws = SignaturesFile.read(bundle);
    SignatureAlgorithm algorithm = SignatureAlgorithm.find(jws.algorithm());
    if (algorithm == null) {
      throw new SignatureException(
          Reason.UNSUPPORTED_ALGORITHM,
          "the bundle is signed with '"
              + jws.algorithm()
              + "', and not with ES256, RS256, PS256 or EdDSA");
    }
    SignedFiles signed = SignedFiles.parse(jws.payload());
    VerificationKey key = signer(jws, algorithm, signed);
    if (!signed.scope().equals(scope)) {
      throw new SignatureException(
          Reason.WRONG_SCOPE,
          "the bundle was signed for the scope '" + signed.scope() + "', not for '" + scope + "'");
    }
    signed.verify(bundle);
    return new VerifiedSignature(key.keyId(), algorithm);
  }

  private VerificationKey signer(Jws jws, SignatureAlgorithm algorithm, SignedFiles signed)
      throws SignatureException {
    String keyId = jws.keyId() != null ? jws.keyId() : signed.keyId();
    for (VerificationKey key : candidates(keyId, algorithm)) {
      if (jws.isBy(key, algorithm)) {
        return key;
      }
    }
    throw new SignatureException(
        Reason.INVALID_SIGNATURE,
        keyId == null
            ? "none of the keys " + keys + " has signed this bundle"
            : "the key '" + keyId + "' has not signed this bundle");
  }

  private List<VerificationKey> candidates(@Nullable String keyId, SignatureAlgorithm algorithm)
      throws SignatureException {
    if (keyId == null) {
      if (keys.isEmpty()) {
        throw new SignatureException(Reason.UNKNOWN_KEY, "no key is trusted");
      }
      return keys.keys();
    }
    VerificationKey key = keys.find(keyId);
    if (key == null) {
      throw new SignatureException(
          Reason.UNKNOWN_KEY,
          "the bundle is signed by the key '" + keyId + "'; those that are trusted are " + keys);
    }
    if (!key.algorithms().contains(algorithm)) {
      throw new SignatureException(
          Reason.UNSUPPORTED_ALGORITHM,
          "the key '" + keyId + "' is for " + key.algorithms() + ", not for " + algorithm);
    }
    return List.of(key);
  }
}
