package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.builtins.pki.Der.Element;
import io.eunomia.archimedes.engine.value.Value;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;

/** What certificates and requests for them have in common. */
final class CertificateFields {
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);

  /** Go's numbers of the algorithms that certificates are signed with. */
  private static final Map<String, Integer> SIGNATURES =
      Map.ofEntries(
          Map.entry("1.2.840.113549.1.1.2", 1),
          Map.entry("1.2.840.113549.1.1.4", 2),
          Map.entry("1.2.840.113549.1.1.5", 3),
          Map.entry("1.3.14.3.2.29", 3),
          Map.entry("1.2.840.113549.1.1.11", 4),
          Map.entry("1.2.840.113549.1.1.12", 5),
          Map.entry("1.2.840.113549.1.1.13", 6),
          Map.entry("1.2.840.10040.4.3", 7),
          Map.entry("2.16.840.1.101.3.4.3.2", 8),
          Map.entry("1.2.840.10045.4.1", 9),
          Map.entry("1.2.840.10045.4.3.2", 10),
          Map.entry("1.2.840.10045.4.3.3", 11),
          Map.entry("1.2.840.10045.4.3.4", 12),
          Map.entry("1.3.101.112", 16));

  private static final String PSS = "1.2.840.113549.1.1.10";
  private static final Map<String, Integer> PSS_HASHES =
      Map.of(
          "2.16.840.1.101.3.4.2.1", 13,
          "2.16.840.1.101.3.4.2.2", 14,
          "2.16.840.1.101.3.4.2.3", 15);

  private CertificateFields() {}

  static int signatureAlgorithm(Element identifier) throws MalformedDataException {
    Der inside = identifier.inside();
    String id = inside.next(Der.OBJECT_ID).objectId().toString();
    if (!id.equals(PSS)) {
      return SIGNATURES.getOrDefault(id, 0);
    }
    Element parameters = inside.optional(Der.SEQUENCE);
    if (parameters == null) {
      return 0;
    }
    Element hash = parameters.inside().optional(Der.CONTEXT | Der.CONSTRUCTED);
    if (hash == null) {
      return 0;
    }
    ObjectId hashId = hash.inside().next(Der.SEQUENCE).inside().next(Der.OBJECT_ID).objectId();
    return PSS_HASHES.getOrDefault(hashId.toString(), 0);
  }

  static Value extension(ObjectId id, boolean critical, byte[] content) {
    return new GoStruct()
        .put("Id", id.json())
        .put("Critical", critical)
        .put("Value", content)
        .build();
  }

  static BigInteger serialNumber(Element integer) throws MalformedDataException {
    BigInteger number = integer.integer();
    if (number.signum() < 0) {
      throw new MalformedDataException("x509: negative serial number");
    }
    return number;
  }

  static Instant time(Element time) throws MalformedDataException {
    String text = GeneralNames.ascii(time);
    String digits;
    if (time.tag() == UTC_TIME && text.length() >= 2) {
      // RFC 5280, 4.1.2.5.1: two digits of a year are of 1950 to 2049.
      digits = (text.charAt(0) < '5' ? "20" : "19") + text;
    } else if (time.tag() == GENERALIZED_TIME) {
      digits = text;
    } else {
      throw new MalformedDataException("x509: unsupported time format");
    }
    try {
      return LocalDateTime.parse(digits, SECONDS).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new MalformedDataException("x509: malformed time");
    }
  }
}
