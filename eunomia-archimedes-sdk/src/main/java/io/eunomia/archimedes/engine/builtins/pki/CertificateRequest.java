package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.builtins.pki.Der.Element;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests for certificates (PKCS #10, RFC 2986), as Go reads them and as policies see them. */
public final class CertificateRequest {
  private static final String TYPE = "CERTIFICATE REQUEST";
  private static final String EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

  private CertificateRequest() {}

  /**
   * The fields of the request in a text: PEM, or either PEM or DER in base64. Its signature is not
   * verified.
   *
   * @throws MalformedDataException if it is none
   */
  public static Value json(String text) throws MalformedDataException {
    byte[] der;
    Pem block;
    if (text.startsWith("-----BEGIN " + TYPE + "-----")) {
      der = text.getBytes(StandardCharsets.UTF_8);
      block = Pem.find(text, 0);
    } else {
      der = Base64Text.decode(text);
      block = Pem.find(new String(der, StandardCharsets.ISO_8859_1), 0);
    }
    if (block != null && !block.type().equals(TYPE)) {
      throw new MalformedDataException("invalid PEM-encoded certificate signing request");
    }
    return read(block == null ? der : block.content());
  }

  private static Value read(byte[] der) throws MalformedDataException {
    checkOuter(der);
    Der all = new Der(der);
    Element request = all.next(Der.SEQUENCE);
    all.checkEnd();
    Der parts = request.inside();
    Element info = parts.next(Der.SEQUENCE);
    Element algorithm = parts.next(Der.SEQUENCE);
    byte[] signature = parts.next(Der.BIT_STRING).octetsOfBits();
    Der fields = info.inside();
    int version = fields.next(Der.INTEGER).smallInteger();
    Element subject = fields.next(Der.SEQUENCE);
    Element keyInfo = fields.next(Der.SEQUENCE);
    PublicKeyInfo key = PublicKeyInfo.read(keyInfo);
    List<Value> attributes = new ArrayList<>();
    List<Element> asked = new ArrayList<>();
    Element list = fields.optional(Der.CONTEXT | Der.CONSTRUCTED);
    if (list != null) {
      for (Element attribute : list.inside().all(Der.SEQUENCE)) {
        Der pair = attribute.inside();
        ObjectId id = pair.next(Der.OBJECT_ID).objectId();
        Der values = pair.next(Der.SET).inside();
        if (id.toString().equals(EXTENSION_REQUEST) && !values.isEmpty()) {
          asked.addAll(values.next(Der.SEQUENCE).inside().all(Der.SEQUENCE));
          attributes.add(extensions(id, asked));
        }
      }
    }
    Extensions extensions = Extensions.ofRequest(asked);
    GoStruct struct =
        new GoStruct()
            .put("Raw", request.encoded())
            .put("RawTBSCertificateRequest", info.encoded())
            .put("RawSubjectPublicKeyInfo", keyInfo.encoded())
            .put("RawSubject", subject.encoded())
            .put("Version", version)
            .put("Signature", signature)
            .put("SignatureAlgorithm", CertificateFields.signatureAlgorithm(algorithm))
            .put("PublicKeyAlgorithm", key.algorithm())
            .put("PublicKey", key.json())
            .put("Subject", DistinguishedName.json(subject))
            .put("Attributes", attributes)
            .put("Extensions", extensions.all())
            .putNull("ExtraExtensions");
    return extensions.names().addTo(struct).build();
  }

  /** In Go, the value of an attribute is a list of lists of pairs; extensions happen to be such. */
  private static Value extensions(ObjectId id, List<Element> asked) throws MalformedDataException {
    List<Value> pairs = new ArrayList<>();
    for (Element extension : asked) {
      Der parts = extension.inside();
      GoStruct pair = new GoStruct().put("Type", parts.next(Der.OBJECT_ID).objectId().json());
      Element critical = parts.optional(Der.BOOLEAN);
      pairs.add(
          (critical == null
                  ? pair.put("Value", parts.next(Der.OCTET_STRING).content())
                  : pair.put("Value", critical.isTrue()))
              .build());
    }
    return new GoStruct()
        .put("Type", id.json())
        .put("Value", List.of(new ArrayValue(pairs)))
        .build();
  }

  private static void checkOuter(byte[] der) throws MalformedDataException {
    String mismatch = mismatch(der);
    if (mismatch != null) {
      throw new MalformedDataException(
          "asn1: structure error: tags don't match (16 vs "
              + mismatch
              + ") {optional:false explicit:false application:false private:false"
              + " defaultValue:<nil> tag:<nil> stringType:0 timeType:0 set:false omitEmpty:false}"
              + " certificateRequest @2");
    }
  }

  /** What there is instead of a sequence, if it is something short. */
  private static @Nullable String mismatch(byte[] der) {
    if (der.length < 2 || der[0] == Der.SEQUENCE || (der[0] & 0x1f) == 0x1f || der[1] < 0) {
      return null;
    }
    return "{class:"
        + ((der[0] & 0xff) >> 6)
        + " tag:"
        + (der[0] & 0x1f)
        + " length:"
        + der[1]
        + " isCompound:"
        + ((der[0] & Der.CONSTRUCTED) != 0)
        + "}";
  }
}
