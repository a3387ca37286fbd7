package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.builtins.pki.Der.Element;
import io.eunomia.archimedes.engine.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The extensions of a certificate (RFC 5280, 4.2) or of a request for one. */
final class Extensions {
  private static final String STANDARD = "2.5.29.";
  private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";
  private static final int CERTIFICATES_MAY_BE_SIGNED = 1 << 5;

  private final List<Value> all = new ArrayList<>();
  private final List<ObjectId> unhandled = new ArrayList<>();
  private final List<Integer> usages = new ArrayList<>();
  private final List<ObjectId> unknownUsages = new ArrayList<>();
  private final List<String> crls = new ArrayList<>();
  private final List<String> ocspServers = new ArrayList<>();
  private final List<String> issuers = new ArrayList<>();
  private final NameConstraints nameConstraints = new NameConstraints();
  private final PolicyExtensions policies = new PolicyExtensions();
  private GeneralNames names = GeneralNames.none();
  private int keyUsage;
  private boolean hasBasicConstraints;
  private boolean authority;
  private int maxPathLength;
  private byte @Nullable [] subjectKeyId;
  private byte @Nullable [] authorityKeyId;

  private Extensions() {}

  static Extensions ofCertificate(List<Element> extensions) throws MalformedDataException {
    return read(extensions, true);
  }

  /** Of those that are asked for, only the names are looked into. */
  static Extensions ofRequest(List<Element> extensions) throws MalformedDataException {
    return read(extensions, false);
  }

  private static Extensions read(List<Element> extensions, boolean ofCertificate)
      throws MalformedDataException {
    Extensions read = new Extensions();
    Set<ObjectId> seen = new HashSet<>();
    for (Element extension : extensions) {
      Der parts = extension.inside();
      ObjectId id = parts.next(Der.OBJECT_ID).objectId();
      Element critical = parts.optional(Der.BOOLEAN);
      byte[] content = parts.next(Der.OCTET_STRING).content();
      if (!seen.add(id)) {
        throw new MalformedDataException(
            "x509: certificate contains duplicate extension with OID \"" + id + "\"");
      }
      read.add(id, critical != null && critical.isTrue(), content, ofCertificate);
    }
    return read;
  }

  private void add(ObjectId id, boolean critical, byte[] content, boolean ofCertificate)
      throws MalformedDataException {
    all.add(CertificateFields.extension(id, critical, content));
    String text = id.toString();
    boolean handled;
    if (!ofCertificate) {
      handled = text.equals("2.5.29.17") && readNames(content);
    } else if (text.equals(AUTHORITY_ACCESS)) {
      readAccess(content);
      handled = true;
    } else {
      handled =
          text.startsWith(STANDARD) && readStandard(text.substring(STANDARD.length()), content);
    }
    if (critical && !handled) {
      unhandled.add(id);
    }
    if (critical && text.equals("2.5.29.30")) {
      nameConstraints.makeCritical();
    }
  }

  private boolean readStandard(String number, byte[] content) throws MalformedDataException {
    switch (number) {
      case "14" -> subjectKeyId = new Der(content).next(Der.OCTET_STRING).content();
      case "15" -> readKeyUsage(content);
      case "17" -> {
        return readNames(content);
      }
      case "19" -> readBasicConstraints(content);
      case "30" -> {
        return nameConstraints.read(content);
      }
      case "31" -> readCrls(content);
      case "35" -> {
        Element keyId = new Der(content).next(Der.SEQUENCE).inside().optional(Der.CONTEXT);
        authorityKeyId = keyId == null ? null : keyId.content();
      }
      case "37" -> readUsages(content);
      default -> {
        return policies.read(number, content);
      }
    }
    return true;
  }

  private boolean readNames(byte[] content) throws MalformedDataException {
    names = GeneralNames.read(content);
    return !names.isEmpty();
  }

  private void readKeyUsage(byte[] content) throws MalformedDataException {
    byte[] bits = new Der(content).next(Der.BIT_STRING).content();
    for (int i = 0; i < 9 && 1 + i / 8 < bits.length; i++) {
      if ((bits[1 + i / 8] & 0x80 >> i % 8) != 0) {
        keyUsage |= 1 << i;
      }
    }
  }

  private void readBasicConstraints(byte[] content) throws MalformedDataException {
    Der inside = new Der(content).next(Der.SEQUENCE).inside();
    Element isAuthority = inside.optional(Der.BOOLEAN);
    Element length = inside.optional(Der.INTEGER);
    authority = isAuthority != null && isAuthority.isTrue();
    maxPathLength = length == null ? -1 : length.smallInteger();
    hasBasicConstraints = true;
  }

  private void readUsages(byte[] content) throws MalformedDataException {
    for (Element usage : new Der(content).next(Der.SEQUENCE).inside().all(Der.OBJECT_ID)) {
      int known = KeyUsages.ofObjectId(usage.objectId());
      if (known < 0) {
        unknownUsages.add(usage.objectId());
      } else {
        usages.add(known);
      }
    }
  }

  private void readCrls(byte[] content) throws MalformedDataException {
    for (Element point : new Der(content).next(Der.SEQUENCE).inside().all(Der.SEQUENCE)) {
      Element name = point.inside().optional(Der.CONTEXT | Der.CONSTRUCTED);
      Element full = name == null ? null : name.inside().optional(Der.CONTEXT | Der.CONSTRUCTED);
      if (full != null) {
        Der uris = full.inside();
        while (!uris.isEmpty()) {
          Element uri = uris.next();
          if (uri.tag() == GeneralNames.URI) {
            crls.add(GeneralNames.ascii(uri));
          }
        }
      }
    }
  }

  private void readAccess(byte[] content) throws MalformedDataException {
    for (Element description : new Der(content).next(Der.SEQUENCE).inside().all(Der.SEQUENCE)) {
      Der parts = description.inside();
      String method = parts.next(Der.OBJECT_ID).objectId().toString();
      Element place = parts.next();
      if (place.tag() == GeneralNames.URI) {
        switch (method) {
          case "1.3.6.1.5.5.7.48.1" -> ocspServers.add(GeneralNames.ascii(place));
          case "1.3.6.1.5.5.7.48.2" -> issuers.add(GeneralNames.ascii(place));
          default -> {}
        }
      }
    }
  }

  GeneralNames names() {
    return names;
  }

  List<Value> all() {
    return all;
  }

  boolean limitsUsage() {
    return !usages.isEmpty() || !unknownUsages.isEmpty();
  }

  List<Integer> usages() {
    return usages;
  }

  /** Before version 3 there was no way to say it. */
  boolean isAuthority(int version) {
    boolean may = hasBasicConstraints ? authority : version < 3;
    return may && (keyUsage == 0 || (keyUsage & CERTIFICATES_MAY_BE_SIGNED) != 0);
  }

  void addTo(GoStruct struct) {
    struct
        .put("KeyUsage", keyUsage)
        .put("Extensions", all)
        .putNull("ExtraExtensions")
        .putIds("UnhandledCriticalExtensions", unhandled)
        .put("ExtKeyUsage", usages.stream().map(Value::of).toList())
        .putIds("UnknownExtKeyUsage", unknownUsages)
        .put("BasicConstraintsValid", hasBasicConstraints)
        .put("IsCA", authority)
        .put("MaxPathLen", maxPathLength)
        .put("MaxPathLenZero", hasBasicConstraints && maxPathLength == 0)
        .put("SubjectKeyId", subjectKeyId)
        .put("AuthorityKeyId", authorityKeyId)
        .putTexts("OCSPServer", ocspServers)
        .putTexts("IssuingCertificateURL", issuers)
        .putTexts("CRLDistributionPoints", crls);
    names.addTo(struct);
    nameConstraints.addTo(struct);
    policies.addTo(struct);
  }
}
