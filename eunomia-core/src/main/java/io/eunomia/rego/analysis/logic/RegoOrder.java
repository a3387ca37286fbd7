package io.eunomia.rego.analysis.logic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Rego's order of JSON values: null, booleans, numbers, strings, arrays, objects. */
final class RegoOrder implements Comparator<JsonNode> {
  static final RegoOrder INSTANCE = new RegoOrder();

  private RegoOrder() {}

  static boolean same(JsonNode a, JsonNode b) {
    return INSTANCE.compare(a, b) == 0;
  }

  static boolean contains(List<JsonNode> values, JsonNode value) {
    return values.stream().anyMatch(each -> same(each, value));
  }

  @Override
  public int compare(JsonNode a, JsonNode b) {
    Kind kind = Kind.of(a);
    int byKind = kind.compareTo(Kind.of(b));
    if (byKind != 0) {
      return byKind;
    }
    return switch (kind) {
      case NULL -> 0;
      case BOOLEAN -> Boolean.compare(a.asBoolean(), b.asBoolean());
      case NUMBER -> a.decimalValue().compareTo(b.decimalValue());
      case STRING -> text(a.asText(), b.asText());
      case ARRAY, SET -> elements(values(a), values(b));
      case OBJECT -> objects(a, b);
    };
  }

  /** By code points, as their UTF-8 is ordered; Java orders by UTF-16. */
  private static int text(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      if (left[i] != right[i]) {
        return Integer.compare(left[i], right[i]);
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private int elements(List<JsonNode> a, List<JsonNode> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  /** Only whether they are equal matters; which is less does not. */
  private int objects(JsonNode a, JsonNode b) {
    List<String> keys = names(a);
    int byKeys = String.join("\n", keys).compareTo(String.join("\n", names(b)));
    for (int i = 0; i < keys.size() && byKeys == 0; i++) {
      byKeys = compare(a.get(keys.get(i)), b.get(keys.get(i)));
    }
    return byKeys;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.sort(Comparator.naturalOrder());
    return names;
  }

  private static List<JsonNode> values(JsonNode array) {
    List<JsonNode> values = new ArrayList<>();
    array.forEach(values::add);
    return values;
  }
}
