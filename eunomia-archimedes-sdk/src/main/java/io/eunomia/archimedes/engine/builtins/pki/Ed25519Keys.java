package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.bundle.signature.Ed25519;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Keys of Ed25519 (RFC 8032) as the JDK takes them. */
public final class Ed25519Keys {
  /** How long a key is, public or private. */
  public static final int BYTES = 32;

  /** A SubjectPublicKeyInfo up to the key itself (RFC 8410, 4). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519Keys() {}

  /**
   * The public key of its bytes.
   *
   * @throws MalformedDataException if they are not 32 that are a point
   */
  public static PublicKey publicKey(byte[] bytes) throws MalformedDataException {
    if (bytes.length != BYTES) {
      throw new MalformedDataException("x509: wrong Ed25519 public key size");
    }
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.writeBytes(PREFIX);
    encoded.writeBytes(bytes);
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw new MalformedDataException("x509: malformed Ed25519 public key");
    }
  }

  /**
   * The private key of its seed.
   *
   * @throws MalformedDataException if it is not of 32 bytes
   */
  public static PrivateKey privateKey(byte[] seed) throws MalformedDataException {
    if (seed.length != BYTES) {
      throw new MalformedDataException("x509: invalid Ed25519 private key length: " + seed.length);
    }
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  /** The public key that goes with a seed. */
  static byte[] publicBytes(byte[] seed) {
    byte[] encoded = Ed25519.publicKey(seed).getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length);
  }
}
