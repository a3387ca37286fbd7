package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.builtins.pki.Der.Element;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.Value;
import java.math.BigInteger;
import java.security.PublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An X.509 certificate (RFC 5280), as Go reads it and as policies see it. Immutable. */
public final class Certificate {
  private final byte[] encoded;
  private final PublicKeyInfo key;
  private final Extensions extensions;
  private final int version;
  private final Instant notBefore;
  private final Instant notAfter;
  private final ObjectValue json;

  private Certificate(Element certificate) throws MalformedDataException {
    encoded = certificate.encoded();
    Der parts = certificate.inside();
    Element body = part(parts, Der.SEQUENCE, "tbs certificate");
    Element outerAlgorithm = part(parts, Der.SEQUENCE, "signature algorithm identifier");
    byte[] signature = part(parts, Der.BIT_STRING, "signature").octetsOfBits();
    Der tbs = body.inside();
    version = version(tbs);
    BigInteger serial = CertificateFields.serialNumber(part(tbs, Der.INTEGER, "serial number"));
    Element algorithm = part(tbs, Der.SEQUENCE, "signature algorithm identifier");
    if (!Arrays.equals(algorithm.encoded(), outerAlgorithm.encoded())) {
      throw new MalformedDataException(
          "x509: inner and outer signature algorithm identifiers don't match");
    }
    Element issuer = part(tbs, Der.SEQUENCE, "issuer");
    Der validity = part(tbs, Der.SEQUENCE, "validity").inside();
    notBefore = CertificateFields.time(validity.next());
    notAfter = CertificateFields.time(validity.next());
    Element subject = part(tbs, Der.SEQUENCE, "subject");
    Element keyInfo = part(tbs, Der.SEQUENCE, "spki");
    key = PublicKeyInfo.read(keyInfo);
    extensions = Extensions.ofCertificate(extensions(tbs));
    GoStruct struct =
        new GoStruct()
            .put("Raw", encoded)
            .put("RawTBSCertificate", body.encoded())
            .put("RawSubjectPublicKeyInfo", keyInfo.encoded())
            .put("RawSubject", subject.encoded())
            .put("RawIssuer", issuer.encoded())
            .put("Signature", signature)
            .put("SignatureAlgorithm", CertificateFields.signatureAlgorithm(algorithm))
            .put("PublicKeyAlgorithm", key.algorithm())
            .put("PublicKey", key.json())
            .put("Version", version)
            .put("SerialNumber", serial)
            .put("Issuer", DistinguishedName.json(issuer))
            .put("Subject", DistinguishedName.json(subject))
            .put("NotBefore", notBefore.truncatedTo(ChronoUnit.SECONDS).toString())
            .put("NotAfter", notAfter.truncatedTo(ChronoUnit.SECONDS).toString());
    extensions.addTo(struct);
    json = struct.build();
  }

  /**
   * Reads certificates, one after the other in DER.
   *
   * @throws MalformedDataException if one of them is none
   */
  public static List<Certificate> readAll(byte[] der) throws MalformedDataException {
    Der all = new Der(der);
    List<Certificate> certificates = new ArrayList<>();
    while (!all.isEmpty()) {
      certificates.add(new Certificate(outer(all)));
    }
    return certificates;
  }

  /**
   * Reads the certificate that is all of this.
   *
   * @throws MalformedDataException if it is none, or if something follows it
   */
  static Certificate read(byte[] der) throws MalformedDataException {
    Der all = new Der(der);
    Element only = outer(all);
    if (!all.isEmpty()) {
      throw new MalformedDataException("x509: trailing data");
    }
    return new Certificate(only);
  }

  private static Element outer(Der all) throws MalformedDataException {
    try {
      return all.next(Der.SEQUENCE);
    } catch (MalformedDataException e) {
      throw new MalformedDataException("x509: malformed certificate");
    }
  }

  private static Element part(Der der, int tag, String name) throws MalformedDataException {
    try {
      return der.next(tag);
    } catch (MalformedDataException e) {
      throw new MalformedDataException("x509: malformed " + name);
    }
  }

  private static int version(Der tbs) throws MalformedDataException {
    Element explicit = tbs.optional(Der.CONTEXT | Der.CONSTRUCTED);
    if (explicit == null) {
      return 1;
    }
    int version = explicit.inside().next(Der.INTEGER).smallInteger() + 1;
    if (version < 1 || version > 3) {
      throw new MalformedDataException("x509: invalid version");
    }
    return version;
  }

  private static List<Element> extensions(Der tbs) throws MalformedDataException {
    // Unique identifiers, of version 2: nobody uses them.
    tbs.optional(Der.CONTEXT | 1);
    tbs.optional(Der.CONTEXT | 2);
    Element list = tbs.optional(Der.CONTEXT | Der.CONSTRUCTED | 3);
    return list == null ? List.of() : list.inside().next(Der.SEQUENCE).inside().all(Der.SEQUENCE);
  }

  /** The key to verify with; null for one that the JDK cannot verify with. */
  public @Nullable PublicKey publicKey() {
    return key.key();
  }

  byte[] encoded() {
    return encoded.clone();
  }

  GeneralNames names() {
    return extensions.names();
  }

  boolean limitsUsage() {
    return extensions.limitsUsage();
  }

  List<Integer> usages() {
    return extensions.usages();
  }

  /** Whether it is meant to sign others. */
  boolean isAuthority() {
    return extensions.isAuthority(version);
  }

  boolean isValidAt(Instant time) {
    return !time.isBefore(notBefore) && !time.isAfter(notAfter);
  }

  boolean hasKeyOf(int algorithm) {
    return key.algorithm() == algorithm;
  }

  Value keyNumbers() {
    return key.json();
  }

  /** All its fields. */
  Value json() {
    return json;
  }

  /** All its fields, and its URIs as texts. */
  public static Value json(List<Certificate> certificates) {
    return new ArrayValue(certificates.stream().map(Certificate::withUriStrings).toList());
  }

  /** All their fields. */
  public static Value plainJson(List<Certificate> certificates) {
    return new ArrayValue(certificates.stream().map(Certificate::json).toList());
  }

  private Value withUriStrings() {
    Map<Value, Value> more = new LinkedHashMap<>(json.members());
    more.putAll(
        new GoStruct()
            .putTexts("URIStrings", names().uris().stream().map(Object::toString).toList())
            .build()
            .members());
    return new ObjectValue(more);
  }
}
