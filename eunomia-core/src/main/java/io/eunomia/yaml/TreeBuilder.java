package io.eunomia.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/** Makes a tree of JSON of the events of a document: anchors, aliases, merges, keys and scalars. */
final class TreeBuilder {
  private static final int MAX_DEPTH = 1000;
  private static final String MERGE = "<<";
  private static final String MERGE_TAG = "tag:yaml.org,2002:merge";

  private final Parser events;
  private final YamlText text;
  private final boolean strict;
  private final ScalarResolver scalars;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final AliasBudget budget = new AliasBudget();
  private int depth;
  private int deepest;

  /**
   * What an anchor names.
   *
   * @param node its value, or {@code null} while that is being read
   * @param size how many nodes it has
   * @param height how deep they are
   */
  private record Anchored(@Nullable JsonNode node, long size, int height) {}

  /**
   * A builder.
   *
   * @param strict whether keys must be there once, and numbers keep their digits
   */
  TreeBuilder(Parser events, YamlText text, boolean strict) {
    this.events = events;
    this.text = text;
    this.strict = strict;
    scalars = new ScalarResolver(strict);
  }

  /** Reads a value. */
  JsonNode value() throws YamlException {
    Event start = events.peekEvent();
    JsonNode node = node();
    if (node.isDouble()) {
      String go = GoNumber.yaml(node.doubleValue());
      throw failure(
          start,
          "a number is not finite",
          "json: unsupported value: "
              + switch (go) {
                case ".nan" -> "NaN";
                case ".inf" -> "+Inf";
                default -> "-Inf";
              });
    }
    return node;
  }

  /** Reads a value or a key; numbers that are not finite are doubles in it, and no others are. */
  private JsonNode node() throws YamlException {
    Event event = events.getEvent();
    budget.node();
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    @Nullable String anchor = ((NodeEvent) event).getAnchor();
    if (anchor == null) {
      return content(event);
    }
    anchors.put(anchor, new Anchored(null, 0, 0));
    long before = budget.nodes();
    int deepestBefore = deepest;
    deepest = depth;
    JsonNode node = content(event);
    anchors.put(anchor, new Anchored(node, budget.nodes() - before + 1, deepest - depth));
    deepest = Math.max(deepest, deepestBefore);
    return node;
  }

  private JsonNode content(Event event) throws YamlException {
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    deeper(event, 1);
    depth++;
    JsonNode node = event.is(Event.ID.MappingStart) ? mapping() : sequence();
    depth--;
    return node;
  }

  private void deeper(Event event, int levels) throws YamlException {
    deepest = Math.max(deepest, depth + levels);
    if (depth + levels > MAX_DEPTH) {
      throw failure(event, "exceeded max depth of " + MAX_DEPTH);
    }
  }

  private JsonNode alias(AliasEvent event) throws YamlException {
    String name = event.getAnchor();
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw failure(event, "unknown anchor '" + name + "' referenced");
    }
    JsonNode node = anchored.node;
    if (node == null) {
      throw failure(event, "anchor '" + name + "' value contains itself");
    }
    deeper(event, anchored.height);
    if (!budget.alias(anchored.size)) {
      throw failure(event, "document contains excessive aliasing");
    }
    return node.deepCopy();
  }

  private JsonNode scalar(ScalarEvent event) throws YamlException {
    @Nullable String tag = event.getTag();
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
    if (tag == null && !plain) {
      return JsonNodeFactory.instance.textNode(event.getValue());
    }
    // Go's library takes this tag for none at all, even before quotes, if there is a scalar.
    boolean noTag = "!".equals(tag) && !(plain && event.getValue().isEmpty());
    try {
      return node(scalars.resolve(noTag ? null : tag, event.getValue()));
    } catch (Scalar.MismatchException e) {
      throw failure(event, e.getMessage().substring("yaml: ".length()));
    }
  }

  private static JsonNode node(Scalar scalar) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (scalar instanceof Scalar.Text string) {
      return nodes.textNode(string.text());
    }
    if (scalar instanceof Scalar.Bool bool) {
      return nodes.booleanNode(bool.value());
    }
    if (scalar instanceof Scalar.Int integer) {
      return integer.value().bitLength() < Long.SIZE
          ? nodes.numberNode(integer.value().longValue())
          : nodes.numberNode(integer.value());
    }
    if (scalar instanceof Scalar.Decimal decimal) {
      return nodes.numberNode(decimal.value());
    }
    return scalar instanceof Scalar.NonFinite number
        ? nodes.numberNode(number.value())
        : nodes.nullNode();
  }

  private ArrayNode sequence() throws YamlException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (!events.checkEvent(Event.ID.SequenceEnd)) {
      array.add(value());
    }
    events.getEvent();
    return array;
  }

  private ObjectNode mapping() throws YamlException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    Set<String> own = new HashSet<>();
    while (!events.checkEvent(Event.ID.MappingEnd)) {
      Event start = events.peekEvent();
      if (isMerge(start)) {
        events.getEvent();
        merge(object);
        continue;
      }
      String key = key(start);
      if (strict && !own.add(key)) {
        throw failure(start, "Duplicate key '" + key + "'");
      }
      object.set(key, value());
    }
    events.getEvent();
    return object;
  }

  private static boolean isMerge(Event event) {
    return event instanceof ScalarEvent scalar
        && scalar.getValue().equals(MERGE)
        && (scalar.getTag() == null
            ? scalar.getScalarStyle() == ScalarStyle.PLAIN
            : scalar.getTag().equals("!") || scalar.getTag().equals(MERGE_TAG));
  }

  /** What is merged goes before what was there, and gives way to what follows. */
  private void merge(ObjectNode object) throws YamlException {
    Event start = events.peekEvent();
    JsonNode source = value();
    if (source instanceof ArrayNode array && !(start instanceof AliasEvent)) {
      for (int i = array.size() - 1; i >= 0; i--) {
        mergeOne(start, object, array.get(i));
      }
    } else {
      mergeOne(start, object, source);
    }
  }

  private void mergeOne(Event start, ObjectNode object, JsonNode source) throws YamlException {
    if (!(source instanceof ObjectNode members)) {
      throw failure(start, "map merge requires map or sequence of maps as the value");
    }
    object.setAll(members);
  }

  private String key(Event start) throws YamlException {
    JsonNode key = node();
    if (key.isTextual() || key.isBoolean() || key.isIntegralNumber() && key.canConvertToLong()) {
      return key.asText();
    }
    if (key.isContainerNode()) {
      throw failure(start, "a key is no scalar", "yaml: invalid map key: " + key);
    }
    if (key.isNull()) {
      throw unsupported(start, "%!s(<nil>)", "<nil>");
    }
    if (key.isBigInteger() && GoNumber.isInteger(key.bigIntegerValue())) {
      throw unsupported(start, "uint64", "0x" + key.bigIntegerValue().toString(16));
    }
    return GoNumber.yaml((float) key.doubleValue());
  }

  private YamlException unsupported(Event start, String type, String key) {
    return failure(
        start,
        "a key is neither text, a truth, nor a number",
        "Unsupported map key of type: " + type + ", key: " + key);
  }

  private YamlException failure(Event at, String message) {
    return failure(at, message, "yaml: " + message);
  }

  private YamlException failure(Event at, String message, String goMessage) {
    return new YamlException(message, text.place(at.getStartMark().getIndex()), goMessage);
  }
}
