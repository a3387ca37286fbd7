package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.builtins.pki.Der.Element;
import io.eunomia.archimedes.engine.builtins.uri.MalformedUriException;
import io.eunomia.archimedes.engine.builtins.uri.Uri;
import io.eunomia.archimedes.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom a certificate is for (RFC 5280, 4.2.1.6); names of other kinds are left out.
 *
 * @param dns host names
 * @param emails addresses of mail
 * @param ips addresses, of 4 or 16 bytes
 * @param uris such as SPIFFE ids
 */
record GeneralNames(List<String> dns, List<String> emails, List<byte[]> ips, List<Uri> uris) {
  static final int EMAIL = Der.CONTEXT | 1;
  static final int DNS = Der.CONTEXT | 2;
  static final int URI = Der.CONTEXT | 6;
  static final int IP = Der.CONTEXT | 7;

  static GeneralNames none() {
    return new GeneralNames(List.of(), List.of(), List.of(), List.of());
  }

  static GeneralNames read(byte[] extension) throws MalformedDataException {
    GeneralNames names =
        new GeneralNames(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Der inside = new Der(extension).next(Der.SEQUENCE).inside();
    while (!inside.isEmpty()) {
      names.add(inside.next());
    }
    return names;
  }

  private void add(Element name) throws MalformedDataException {
    switch (name.tag()) {
      case EMAIL -> emails.add(ascii(name));
      case DNS -> dns.add(ascii(name));
      case IP -> {
        if (!IpText.isAddress(name.content())) {
          throw new MalformedDataException(
              "x509: cannot parse IP address of length " + name.content().length);
        }
        ips.add(name.content());
      }
      case URI -> uris.add(uri(ascii(name)));
      default -> {}
    }
  }

  boolean isEmpty() {
    return dns.isEmpty() && emails.isEmpty() && ips.isEmpty() && uris.isEmpty();
  }

  GoStruct addTo(GoStruct struct) {
    return struct
        .putTexts("DNSNames", dns)
        .putTexts("EmailAddresses", emails)
        .putTexts("IPAddresses", ips.stream().map(IpText::write).toList())
        .put("URIs", uris.stream().map(GeneralNames::json).toList());
  }

  private static Value json(Uri uri) {
    GoStruct struct =
        new GoStruct()
            .put("Scheme", uri.scheme())
            .put("Opaque", uri.opaque())
            .put("Host", uri.host())
            .put("Path", uri.path())
            .put("RawPath", uri.rawPath())
            .put("OmitHost", uri.omitHost())
            .put("ForceQuery", uri.forceQuery())
            .put("RawQuery", uri.rawQuery())
            .put("Fragment", uri.fragment())
            .put("RawFragment", uri.rawFragment());
    return (uri.hasUser() ? struct.put("User", new GoStruct().build()) : struct.putNull("User"))
        .build();
  }

  private static Uri uri(String text) throws MalformedDataException {
    try {
      return Uri.parse(text);
    } catch (MalformedUriException e) {
      throw new MalformedDataException("x509: cannot parse URI: " + e.getMessage());
    }
  }

  static String ascii(Element name) throws MalformedDataException {
    byte[] bytes = name.content();
    for (byte b : bytes) {
      if (b < 0) {
        throw new MalformedDataException("x509: invalid IA5String");
      }
    }
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
