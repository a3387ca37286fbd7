package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.builtins.pki.Der.Element;
import io.eunomia.archimedes.engine.value.Value;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names of subjects and issuers (RFC 5280, 4.1.2.4), as Go's {@code pkix.Name}. */
final class DistinguishedName {
  private static final String ATTRIBUTES = "2.5.4.";
  private static final Map<String, String> LISTS =
      Map.of(
          "6", "Country",
          "7", "Locality",
          "8", "Province",
          "9", "StreetAddress",
          "10", "Organization",
          "11", "OrganizationalUnit",
          "17", "PostalCode");

  private final Map<String, List<String>> lists = new LinkedHashMap<>();
  private final List<Value> names = new ArrayList<>();
  private String commonName = "";
  private String serialNumber = "";

  private DistinguishedName() {
    LISTS.values().forEach(list -> lists.put(list, new ArrayList<>()));
  }

  static Value json(Element encoded) throws MalformedDataException {
    DistinguishedName name = new DistinguishedName();
    for (Element set : encoded.inside().all(Der.SET)) {
      for (Element pair : set.inside().all(Der.SEQUENCE)) {
        Der attribute = pair.inside();
        name.add(attribute.next(Der.OBJECT_ID).objectId(), text(attribute.next()));
      }
    }
    return name.build();
  }

  private void add(ObjectId type, String value) {
    names.add(attribute(type, value));
    String id = type.toString();
    if (!id.startsWith(ATTRIBUTES)) {
      return;
    }
    String kind = id.substring(ATTRIBUTES.length());
    if (kind.equals("3")) {
      commonName = value;
    } else if (kind.equals("5")) {
      serialNumber = value;
    } else if (LISTS.containsKey(kind)) {
      lists.computeIfAbsent(LISTS.get(kind), unused -> new ArrayList<>()).add(value);
    }
  }

  private static Value attribute(ObjectId type, String value) {
    return new GoStruct().put("Type", type.json()).put("Value", value).build();
  }

  private Value build() {
    GoStruct struct =
        new GoStruct()
            .put("CommonName", commonName)
            .put("SerialNumber", serialNumber)
            .put("Names", names)
            .putNull("ExtraNames");
    lists.forEach(struct::putTexts);
    return struct.build();
  }

  /** The string types of X.680, 41. */
  static String text(Element value) throws MalformedDataException {
    Charset charset =
        switch (value.tag()) {
          case 0x0c -> StandardCharsets.UTF_8;
          case 0x12, 0x13, 0x16 -> StandardCharsets.US_ASCII;
          case 0x14 -> StandardCharsets.ISO_8859_1;
          case 0x1e -> StandardCharsets.UTF_16BE;
          default ->
              throw new MalformedDataException(
                  "x509: invalid RDNSequence: invalid attribute value: unsupported string type: "
                      + value.tag());
        };
    return new String(value.content(), charset);
  }
}
