package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.builtins.pki.Der.Element;
import io.eunomia.archimedes.engine.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Under which policies a certificate is given out (RFC 5280, 4.2.1.4, .5, .11 and .14). */
final class PolicyExtensions {
  private final List<ObjectId> policies = new ArrayList<>();
  private final List<Value> mappings = new ArrayList<>();
  private int requireExplicit;
  private boolean requiresNow;
  private int inhibitMapping;
  private boolean inhibitsMappingNow;
  private int inhibitAny;
  private boolean inhibitsAnyNow;

  /** False if the extension of this number is none of them. */
  boolean read(String number, byte[] content) throws MalformedDataException {
    Der der = new Der(content);
    switch (number) {
      case "32" -> {
        for (Element policy : der.next(Der.SEQUENCE).inside().all(Der.SEQUENCE)) {
          policies.add(policy.inside().next(Der.OBJECT_ID).objectId());
        }
      }
      case "33" -> {
        for (Element mapping : der.next(Der.SEQUENCE).inside().all(Der.SEQUENCE)) {
          Der pair = mapping.inside();
          mappings.add(
              new GoStruct()
                  .put("IssuerDomainPolicy", pair.next(Der.OBJECT_ID).objectId().toString())
                  .put("SubjectDomainPolicy", pair.next(Der.OBJECT_ID).objectId().toString())
                  .build());
        }
      }
      case "36" -> {
        Der inside = der.next(Der.SEQUENCE).inside();
        Element require = inside.optional(Der.CONTEXT);
        if (require != null) {
          requireExplicit = require.smallInteger();
          requiresNow = requireExplicit == 0;
        }
        Element inhibit = inside.optional(Der.CONTEXT | 1);
        if (inhibit != null) {
          inhibitMapping = inhibit.smallInteger();
          inhibitsMappingNow = inhibitMapping == 0;
        }
      }
      case "54" -> {
        inhibitAny = der.next(Der.INTEGER).smallInteger();
        inhibitsAnyNow = inhibitAny == 0;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  void addTo(GoStruct struct) {
    struct
        .putIds("PolicyIdentifiers", policies)
        .putTexts("Policies", policies.stream().map(ObjectId::toString).toList())
        .put("PolicyMappings", mappings)
        .put("RequireExplicitPolicy", requireExplicit)
        .put("RequireExplicitPolicyZero", requiresNow)
        .put("InhibitPolicyMapping", inhibitMapping)
        .put("InhibitPolicyMappingZero", inhibitsMappingNow)
        .put("InhibitAnyPolicy", inhibitAny)
        .put("InhibitAnyPolicyZero", inhibitsAnyNow);
  }
}
