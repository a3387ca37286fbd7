package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.builtins.pki.Der.Element;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.Value;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.spec.ECPoint;
import org.jspecify.annotations.Nullable;

/** A private key on a curve (RFC 5915). */
final class EcKeyInfo implements PrivateKeyInfo {
  private final EcCurve curve;
  private final BigInteger scalar;
  private final ECPoint point;

  private EcKeyInfo(EcCurve curve, BigInteger scalar, ECPoint point) {
    this.curve = curve;
    this.scalar = scalar;
    this.point = point;
  }

  /** Reads SEC 1; a curve that is known already must not be there again. */
  static EcKeyInfo read(Der der, @Nullable ObjectId known) throws MalformedDataException {
    Der parts = der.next(Der.SEQUENCE).inside();
    int version = parts.next(Der.INTEGER).smallInteger();
    if (version != 1) {
      throw new MalformedDataException("x509: unknown EC private key version " + version);
    }
    BigInteger scalar = new BigInteger(1, parts.next(Der.OCTET_STRING).content());
    Element named = parts.optional(Der.CONTEXT | Der.CONSTRUCTED);
    ObjectId id = known;
    if (id == null && named != null) {
      id = named.inside().next(Der.OBJECT_ID).objectId();
    }
    EcCurve curve = id == null ? null : EcCurve.ofObjectId(id);
    if (curve == null) {
      throw new MalformedDataException("x509: unknown elliptic curve");
    }
    if (!curve.isScalar(scalar)) {
      throw new MalformedDataException("x509: invalid elliptic curve private key value");
    }
    return new EcKeyInfo(curve, scalar, curve.publicPoint(scalar));
  }

  @Override
  public Value json() {
    return PublicKeyInfo.json(point).put("D", scalar).build();
  }

  /** No more than its type: OPA leaves out the rest. */
  @Override
  public ObjectValue jwk() {
    return new GoStruct().put("kty", "EC").build();
  }

  @Override
  public int algorithm() {
    return 3;
  }

  @Override
  public PrivateKey key() throws MalformedDataException {
    return curve.privateKey(scalar);
  }

  @Override
  public Value publicJson() {
    return PublicKeyInfo.json(point).build();
  }
}
