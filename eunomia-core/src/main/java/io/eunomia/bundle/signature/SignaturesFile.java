package io.eunomia.bundle.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.signature.SignatureException.Reason;
import java.nio.charset.StandardCharsets;

/** The file of a bundle that has its signature. */
final class SignaturesFile {
  static final String PATH = "/.signatures.json";

  // What opa build calls the only verifier that it has built in.
  private static final String BUILT_IN = "_default";

  private SignaturesFile() {}

  static BundleFile of(String jws) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("signatures").add(jws);
    return BundleFile.of(PATH, json.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Jws read(Bundle bundle) throws SignatureException {
    BundleFile file = bundle.signatures();
    if (file == null) {
      throw new SignatureException(Reason.MISSING, "the bundle is not signed");
    }
    if (file.size() > Jws.MAX_LENGTH) {
      throw malformed("is larger than " + Jws.MAX_LENGTH + " bytes");
    }
    JsonNode signatures;
    try {
      ObjectNode json = StrictJson.object(file.bytes());
      String plugin = StrictJson.string(json, "plugin");
      if (plugin != null && !plugin.isEmpty() && !plugin.equals(BUILT_IN)) {
        throw new SignatureException(
            Reason.UNSUPPORTED_ALGORITHM, PATH, "is for OPA's plugin " + plugin);
      }
      signatures = json.path("signatures");
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
    if (!signatures.isArray() || signatures.isEmpty()) {
      throw new SignatureException(Reason.MISSING, PATH, "has no signature");
    }
    if (signatures.size() > 1) {
      throw malformed("has " + signatures.size() + " signatures; OPA has one, and so it is here");
    }
    if (!signatures.get(0).isTextual()) {
      throw malformed("has a signature that is not a string");
    }
    return Jws.parse(signatures.get(0).textValue());
  }

  private static SignatureException malformed(String message) {
    return new SignatureException(Reason.MALFORMED, PATH, message);
  }
}
