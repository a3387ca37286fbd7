package io.eunomia.archimedes.activation;

import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.signature.BundleVerifier;
import io.eunomia.bundle.signature.SignatureException;
import io.eunomia.bundle.signature.SignatureException.Reason;
import io.eunomia.bundle.signature.VerificationKeys;
import java.util.Locale;

/**
 * Whose signature a bundle needs. Immutable and thread-safe.
 *
 * @param requirement whether it needs one
 * @param keys whose signatures count
 */
public record BundleVerification(Requirement requirement, VerificationKeys keys) {
  private static final BundleVerification OFF =
      new BundleVerification(Requirement.OFF, VerificationKeys.none());

  /** Whether bundles must be signed. */
  public enum Requirement {
    /** A bundle without a good signature is refused. */
    REQUIRED,
    /** A bundle without a signature is accepted; one with a bad signature is refused. */
    OPTIONAL,
    /** Signatures are not looked at. */
    OFF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws IllegalArgumentException if signatures matter and there is no key to check them with
   */
  public BundleVerification {
    if (requirement != Requirement.OFF && keys.isEmpty()) {
      throw new IllegalArgumentException("signatures are " + requirement + " and there is no key");
    }
  }

  /** Signatures are not looked at: whoever gives bundles is trusted. */
  public static BundleVerification off() {
    return OFF;
  }

  /** Every bundle must be signed by one of these keys; without keys, signatures are off. */
  public static BundleVerification by(VerificationKeys keys) {
    return keys.isEmpty() ? OFF : new BundleVerification(Requirement.REQUIRED, keys);
  }

  /**
   * Checks a bundle.
   *
   * @throws ActivationException if it lacks the signature that it needs
   */
  void check(Bundle bundle) {
    if (requirement == Requirement.OFF
        || (requirement == Requirement.OPTIONAL && bundle.signatures() == null)) {
      return;
    }
    try {
      new BundleVerifier(keys).verify(bundle);
    } catch (SignatureException e) {
      Code code = e.reason() == Reason.MISSING ? Code.SIGNATURE_REQUIRED : Code.SIGNATURE_INVALID;
      throw new ActivationException(code, e.reason().code() + ": " + e.getMessage(), e);
    }
  }
}
