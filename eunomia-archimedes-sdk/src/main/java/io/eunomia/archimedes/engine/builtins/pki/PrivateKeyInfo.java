package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.Value;
import java.security.PrivateKey;

/** A private key. Never shown as text. */
sealed interface PrivateKeyInfo permits RsaKeyInfo, EcKeyInfo, Ed25519KeyInfo {
  /** Its numbers, as Go shows them. */
  Value json();

  /**
   * The key as OPA makes a JWK of it.
   *
   * @throws MalformedDataException for a kind that it makes none of
   */
  ObjectValue jwk() throws MalformedDataException;

  /** Go's number of its algorithm. */
  int algorithm();

  /**
   * The key, as the JDK has it.
   *
   * @throws MalformedDataException if the JDK does not take it
   */
  PrivateKey key() throws MalformedDataException;

  /** The public key that goes with it, as Go shows it. */
  Value publicJson();
}
