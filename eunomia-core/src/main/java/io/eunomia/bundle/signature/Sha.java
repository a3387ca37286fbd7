package io.eunomia.bundle.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The hashes that a signature may have of files. OPA would take MD5 and SHA-1 too. */
enum Sha {
  SHA_256("SHA-256"),
  SHA_384("SHA-384"),
  SHA_512("SHA-512");

  private final String label;

  Sha(String label) {
    this.label = label;
  }

  /** The name in a signature, which is also the JDK's. */
  String label() {
    return label;
  }

  static @Nullable Sha find(String label) {
    for (Sha sha : values()) {
      if (sha.label.equals(label)) {
        return sha;
      }
    }
    return null;
  }

  MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance(label);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + label, e);
    }
  }

  byte[] hash(byte[] bytes) {
    return newDigest().digest(bytes);
  }
}
