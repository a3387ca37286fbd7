package io.eunomia.archimedes;

import io.eunomia.bundle.signature.SigningKey;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Signing keys that nobody has but one run of the tests. */
public final class TestKeys {
  private TestKeys() {}

  /** A new key for ES256. */
  public static SigningKey es256(String keyId) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
      String pem =
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
              + "\n-----END PRIVATE KEY-----\n";
      return SigningKey.fromPem(pem).withKeyId(keyId);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
