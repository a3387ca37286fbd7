package io.eunomia.archimedes.engine.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as Jackson's trees, and back. */
public final class JsonTree {
  private JsonTree() {}

  /** The value of a tree. */
  public static Value read(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> Value.of(node.textValue());
      case NUMBER -> new NumberValue(node.decimalValue());
      case BOOLEAN -> Value.of(node.booleanValue());
      case ARRAY -> {
        List<Value> elements = new ArrayList<>(node.size());
        node.forEach(element -> elements.add(read(element)));
        yield new ArrayValue(elements);
      }
      case OBJECT -> {
        Map<Value, Value> members = new LinkedHashMap<>();
        node.properties().forEach(m -> members.put(Value.of(m.getKey()), read(m.getValue())));
        yield new ObjectValue(members);
      }
      default -> NullValue.INSTANCE;
    };
  }

  /** The tree of a value, as OPA makes JSON of it: sorted, sets as arrays, keys as strings. */
  public static JsonNode write(Value value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value instanceof StringValue string) {
      return nodes.textNode(string.text());
    }
    if (value instanceof NumberValue number) {
      return number.fitsLong()
          ? nodes.numberNode(number.longValue())
          : nodes.numberNode(number.decimal());
    }
    if (value instanceof BooleanValue bool) {
      return nodes.booleanNode(bool == BooleanValue.TRUE);
    }
    if (value instanceof ArrayValue array) {
      return array(array.elements());
    }
    if (value instanceof SetValue set) {
      return array(ValueOrder.sorted(set));
    }
    if (value instanceof ObjectValue object) {
      ObjectNode node = nodes.objectNode();
      for (Map.Entry<Value, Value> member : ValueOrder.sorted(object)) {
        node.set(key(member.getKey()), write(member.getValue()));
      }
      return node;
    }
    return nodes.nullNode();
  }

  private static ArrayNode array(List<Value> elements) {
    ArrayNode node = JsonNodeFactory.instance.arrayNode();
    elements.forEach(element -> node.add(write(element)));
    return node;
  }

  private static String key(Value key) {
    return key instanceof StringValue string ? string.text() : write(key).toString();
  }
}
