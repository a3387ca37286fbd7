package io.eunomia.archimedes.engine.builtins.jwt;

import io.eunomia.archimedes.engine.builtins.pki.MalformedDataException;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.Set;

/**
 * What counts of a token's header (RFC 7515, 4.1); what is not there is empty.
 *
 * @param algorithm with which it says it is signed
 * @param keyId of the key with which it says it is signed
 * @param contentType what the payload is
 * @param isUnderstood whether all that is critical in it is known
 */
record TokenHeader(String algorithm, String keyId, String contentType, boolean isUnderstood) {
  private static final Set<String> KNOWN = Set.of("alg", "kid", "typ", "cty", "crit");

  static TokenHeader read(ObjectValue header) throws MalformedDataException {
    String algorithm = text(header, "alg");
    boolean understood = isUnderstood(header);
    String contentType = text(header, "cty");
    String keyId = text(header, "kid");
    text(header, "typ");
    return new TokenHeader(algorithm, keyId, contentType, understood);
  }

  boolean isValid() {
    return !algorithm.isEmpty() && isUnderstood;
  }

  boolean isNested() {
    return contentType.equalsIgnoreCase("JWT");
  }

  private static String text(ObjectValue header, String name) throws MalformedDataException {
    Value value = header.get(name);
    if (value == null) {
      return "";
    }
    if (value instanceof StringValue string) {
      return string.text();
    }
    throw new MalformedDataException(name + ": must be a string");
  }

  /** RFC 7515, 4.1.11: who does not know what is critical must refuse it. */
  private static boolean isUnderstood(ObjectValue header) throws MalformedDataException {
    Value critical = header.get("crit");
    if (critical == null) {
      return true;
    }
    if (!(critical instanceof ArrayValue list)) {
      throw new MalformedDataException("crit: must be a list");
    }
    boolean understood = true;
    boolean empty = true;
    for (Value name : list.elements()) {
      if (name instanceof StringValue text) {
        empty = false;
        understood &= KNOWN.contains(text.text()) || header.get(text.text()) == null;
      }
    }
    if (empty) {
      throw new MalformedDataException("crit: must be a nonempty list");
    }
    return understood;
  }
}
