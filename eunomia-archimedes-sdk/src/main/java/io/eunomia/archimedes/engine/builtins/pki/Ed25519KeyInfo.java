package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.Value;
import java.security.PrivateKey;
import java.util.Arrays;

/** A private key of Ed25519 (RFC 8410, 7). */
final class Ed25519KeyInfo implements PrivateKeyInfo {
  private final byte[] seed;
  private final byte[] open;

  private Ed25519KeyInfo(byte[] seed) {
    this.seed = seed;
    this.open = Ed25519Keys.publicBytes(seed);
  }

  static Ed25519KeyInfo read(Der der) throws MalformedDataException {
    byte[] seed = der.next(Der.OCTET_STRING).content();
    if (seed.length != Ed25519Keys.BYTES) {
      throw new MalformedDataException("x509: invalid Ed25519 private key length: " + seed.length);
    }
    return new Ed25519KeyInfo(seed);
  }

  /** Seed and public key in one, as Go has it. */
  @Override
  public Value json() {
    byte[] both = Arrays.copyOf(seed, seed.length + open.length);
    System.arraycopy(open, 0, both, seed.length, open.length);
    return GoStruct.bytes(both);
  }

  @Override
  public ObjectValue jwk() throws MalformedDataException {
    throw new MalformedDataException("invalid key type ed25519.PrivateKey");
  }

  @Override
  public int algorithm() {
    return 4;
  }

  @Override
  public PrivateKey key() throws MalformedDataException {
    return Ed25519Keys.privateKey(seed);
  }

  @Override
  public Value publicJson() {
    return GoStruct.bytes(open);
  }
}
