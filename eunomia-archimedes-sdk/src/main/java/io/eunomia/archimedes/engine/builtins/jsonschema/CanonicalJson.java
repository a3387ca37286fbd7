package io.eunomia.archimedes.engine.builtins.jsonschema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** JSON text that two equal values share: keys are sorted, and 1.0 is 1. */
final class CanonicalJson {
  private static final int MAX_PLAIN_DIGITS = 21;

  private CanonicalJson() {}

  static String write(JsonNode value) {
    if (value.isObject()) {
      Map<String, JsonNode> members = new TreeMap<>();
      value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
      return members.entrySet().stream()
          .map(member -> TextNode.valueOf(member.getKey()) + ":" + write(member.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value.isArray()) {
      return value
          .valueStream()
          .map(CanonicalJson::write)
          .collect(Collectors.joining(",", "[", "]"));
    }
    return value.isNumber() ? number(value.decimalValue()) : value.toString();
  }

  private static String number(BigDecimal number) {
    BigDecimal bare = number.stripTrailingZeros();
    boolean plain =
        bare.precision() - bare.scale() <= MAX_PLAIN_DIGITS && bare.scale() <= MAX_PLAIN_DIGITS;
    return plain ? bare.toPlainString() : bare.toString();
  }
}
