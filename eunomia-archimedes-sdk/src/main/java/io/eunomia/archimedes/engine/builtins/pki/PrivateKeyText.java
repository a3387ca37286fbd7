package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.builtins.pki.Der.Element;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.NullValue;
import io.eunomia.archimedes.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds private keys in text. No message quotes what is in them. */
public final class PrivateKeyText {
  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String EC = "1.2.840.10045.2.1";
  private static final String ED25519 = "1.3.101.112";

  private PrivateKeyText() {}

  /**
   * The numbers of the private keys in PEM, which may be in base64; other blocks are left out. Null
   * in JSON for no text.
   *
   * @throws MalformedDataException if one is damaged or of a kind that is not supported
   */
  public static Value all(String text) throws MalformedDataException {
    return text.isEmpty()
        ? NullValue.INSTANCE
        : new ArrayValue(find(text).stream().map(PrivateKeyInfo::json).toList());
  }

  /**
   * The first private key in PEM, which may be in base64, as a JWK; null in JSON if there is none.
   *
   * @throws MalformedDataException if there is no text, or a damaged key
   */
  public static Value firstAsJwk(String text) throws MalformedDataException {
    if (text.isEmpty()) {
      throw new MalformedDataException("input PEM data was empty");
    }
    String pem =
        text.startsWith("-----BEGIN")
            ? text
            : new String(Base64Text.decode(text), StandardCharsets.ISO_8859_1);
    List<PrivateKeyInfo> keys = find(pem);
    return keys.isEmpty() ? NullValue.INSTANCE : keys.get(0).jwk();
  }

  private static List<PrivateKeyInfo> find(String text) throws MalformedDataException {
    String pem = unwrapped(text);
    List<PrivateKeyInfo> keys = new ArrayList<>();
    for (Pem block = Pem.find(pem, 0); block != null; block = Pem.find(pem, block.rest())) {
      Der der = new Der(block.content());
      switch (block.type()) {
        case "RSA PRIVATE KEY" -> keys.add(RsaKeyInfo.read(der));
        case "EC PRIVATE KEY" -> keys.add(EcKeyInfo.read(der, null));
        case "PRIVATE KEY" -> keys.add(pkcs8(der));
        default -> {}
      }
    }
    return keys;
  }

  private static String unwrapped(String text) {
    try {
      return new String(Base64Text.decode(text), StandardCharsets.ISO_8859_1);
    } catch (MalformedDataException e) {
      return text;
    }
  }

  /** Reads what a block holds, whatever its label says. */
  static PrivateKeyInfo any(byte[] der) throws MalformedDataException {
    try {
      return pkcs8(new Der(der));
    } catch (MalformedDataException notPkcs8) {
      try {
        return RsaKeyInfo.read(new Der(der));
      } catch (MalformedDataException notPkcs1) {
        try {
          return EcKeyInfo.read(new Der(der), null);
        } catch (MalformedDataException notSec1) {
          throw new MalformedDataException("tls: failed to parse private key");
        }
      }
    }
  }

  private static PrivateKeyInfo pkcs8(Der der) throws MalformedDataException {
    Der info = der.next(Der.SEQUENCE).inside();
    info.next(Der.INTEGER);
    Der algorithm = info.next(Der.SEQUENCE).inside();
    ObjectId id = algorithm.next(Der.OBJECT_ID).objectId();
    Der key = info.next(Der.OCTET_STRING).inside();
    return switch (id.toString()) {
      case RSA -> RsaKeyInfo.read(key);
      case EC -> {
        Element curve = algorithm.optional(Der.OBJECT_ID);
        yield EcKeyInfo.read(key, curve == null ? null : curve.objectId());
      }
      case ED25519 -> Ed25519KeyInfo.read(key);
      default ->
          throw new MalformedDataException(
              "x509: PKCS#8 wrapping contained private key with unknown algorithm: " + id);
    };
  }
}
