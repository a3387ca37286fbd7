package io.eunomia.archimedes.engine.builtins.pki;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What keys of certificates may be used for (RFC 5280, 4.2.1.12), by Go's numbers. */
final class KeyUsages {
  static final int ANY = 0;
  static final int SERVER = 1;

  private static final List<String> IDS =
      List.of(
          "2.5.29.37.0",
          "1.3.6.1.5.5.7.3.1",
          "1.3.6.1.5.5.7.3.2",
          "1.3.6.1.5.5.7.3.3",
          "1.3.6.1.5.5.7.3.4",
          "1.3.6.1.5.5.7.3.5",
          "1.3.6.1.5.5.7.3.6",
          "1.3.6.1.5.5.7.3.7",
          "1.3.6.1.5.5.7.3.8",
          "1.3.6.1.5.5.7.3.9",
          "1.3.6.1.4.1.311.10.3.3",
          "2.16.840.1.113730.4.1",
          "1.3.6.1.4.1.311.2.1.22",
          "1.3.6.1.4.1.311.61.1.1");

  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          Map.entry("KeyUsageAny", 0),
          Map.entry("KeyUsageServerAuth", 1),
          Map.entry("KeyUsageClientAuth", 2),
          Map.entry("KeyUsageCodeSigning", 3),
          Map.entry("KeyUsageEmailProtection", 4),
          Map.entry("KeyUsageIPSECEndSystem", 5),
          Map.entry("KeyUsageIPSECTunnel", 6),
          Map.entry("KeyUsageIPSECUser", 7),
          Map.entry("KeyUsageTimeStamping", 8),
          Map.entry("KeyUsageOCSPSigning", 9),
          Map.entry("KeyUsageMicrosoftServerGatedCrypto", 10),
          Map.entry("KeyUsageNetscapeServerGatedCrypto", 11),
          Map.entry("KeyUsageMicrosoftCommercialCodeSigning", 12),
          Map.entry("KeyUsageMicrosoftKernelCodeSigning", 13));

  private KeyUsages() {}

  /** The number of an object identifier, or -1. */
  static int ofObjectId(ObjectId id) {
    return IDS.indexOf(id.toString());
  }

  /** The number of a name as options have it, or null. */
  static @Nullable Integer ofName(String name) {
    return NAMES.get(name);
  }

  /** What of these is left after a certificate that allows only those; all if it does not say. */
  static Set<Integer> narrow(Set<Integer> asked, Certificate certificate) {
    if (!certificate.limitsUsage() || certificate.usages().contains(ANY)) {
      return asked;
    }
    Set<Integer> left = new LinkedHashSet<>(asked);
    left.retainAll(certificate.usages());
    return left;
  }
}
