package io.eunomia.rego.analysis.logic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses values that a domain has: those that were named, or plain ones. Not thread-safe. */
final class Values {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final int attempt;
  private final Set<String> used = new HashSet<>();

  Values(int attempt) {
    this.attempt = attempt;
  }

  /**
   * A value.
   *
   * @param name what a string may be made of
   */
  JsonNode choose(Domain domain, String name) {
    List<JsonNode> candidates = new ArrayList<>();
    if (!domain.elements().isEmpty()) {
      ArrayNode array = JSON.arrayNode();
      domain.elements().stream().distinct().forEach(array::add);
      candidates.add(array);
    }
    for (JsonNode named : domain.named()) {
      if (named.isNumber()) {
        around(named.decimalValue(), candidates);
      }
      candidates.add(named);
    }
    candidates.add(domain.text(unused(name)));
    candidates.add(JSON.booleanNode(true));
    candidates.add(JSON.numberNode(1));
    candidates.add(JSON.arrayNode());
    candidates.add(JSON.objectNode());
    candidates.add(JSON.nullNode());
    candidates.add(JSON.booleanNode(false));
    List<JsonNode> admitted = candidates.stream().filter(domain::admits).toList();
    if (admitted.isEmpty()) {
      return candidates.get(0);
    }
    // What was named is enough where it is all that there is.
    return admitted.get(Math.min(attempt, admitted.size() - 1));
  }

  private static void around(BigDecimal number, List<JsonNode> candidates) {
    for (String step : List.of("1", "-1", "0.5", "-0.5")) {
      candidates.add(number(number.add(new BigDecimal(step))));
    }
  }

  private static JsonNode number(BigDecimal value) {
    boolean small = value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
    return small && value.stripTrailingZeros().scale() <= 0
        ? JSON.numberNode(value.longValue())
        : JSON.numberNode(value);
  }

  /** Different places get different strings, so that they are not equal by chance. */
  private String unused(String name) {
    String text = name;
    for (int i = 2; !used.add(text); i++) {
      text = name + i;
    }
    return text;
  }
}
