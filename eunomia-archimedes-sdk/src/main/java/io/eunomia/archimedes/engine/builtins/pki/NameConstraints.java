package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.builtins.pki.Der.Element;
import io.eunomia.archimedes.engine.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which names an authority may sign for (RFC 5280, 4.2.1.10). */
final class NameConstraints {
  private final Subtrees permitted = new Subtrees();
  private final Subtrees excluded = new Subtrees();
  private boolean critical;

  /** False if there is something in it that this does not know. */
  boolean read(byte[] content) throws MalformedDataException {
    Der inside = new Der(content).next(Der.SEQUENCE).inside();
    boolean known = permitted.read(inside.optional(Der.CONTEXT | Der.CONSTRUCTED));
    return excluded.read(inside.optional(Der.CONTEXT | Der.CONSTRUCTED | 1)) && known;
  }

  void makeCritical() {
    critical = true;
  }

  void addTo(GoStruct struct) {
    struct.put("PermittedDNSDomainsCritical", critical);
    permitted.addTo(struct, "Permitted");
    excluded.addTo(struct, "Excluded");
  }

  private static final class Subtrees {
    private final List<String> dns = new ArrayList<>();
    private final List<String> emails = new ArrayList<>();
    private final List<String> uris = new ArrayList<>();
    private final List<Value> ips = new ArrayList<>();

    boolean read(@Nullable Element list) throws MalformedDataException {
      boolean known = true;
      if (list != null) {
        for (Element subtree : list.inside().all(Der.SEQUENCE)) {
          known &= add(subtree.inside().next());
        }
      }
      return known;
    }

    private boolean add(Element base) throws MalformedDataException {
      switch (base.tag()) {
        case GeneralNames.DNS -> dns.add(GeneralNames.ascii(base));
        case GeneralNames.EMAIL -> emails.add(GeneralNames.ascii(base));
        case GeneralNames.URI -> uris.add(GeneralNames.ascii(base));
        case GeneralNames.IP -> ips.add(range(base.content()));
        default -> {
          return false;
        }
      }
      return true;
    }

    private static Value range(byte[] content) throws MalformedDataException {
      byte[] ip = Arrays.copyOf(content, content.length / 2);
      byte[] mask = Arrays.copyOfRange(content, content.length / 2, content.length);
      if (!IpText.isAddress(ip) || ip.length != mask.length) {
        throw new MalformedDataException(
            "x509: IP constraint contained value of length " + content.length);
      }
      return new GoStruct().put("IP", IpText.write(ip)).put("Mask", mask).build();
    }

    void addTo(GoStruct struct, String kind) {
      struct
          .putTexts(kind + "DNSDomains", dns)
          .putTexts(kind + "EmailAddresses", emails)
          .putTexts(kind + "URIDomains", uris)
          .put(kind + "IPRanges", ips);
    }
  }
}
