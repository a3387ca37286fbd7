package io.eunomia.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/** Makes a tree of JSON of the nodes of a document: aliases, merges, keys and scalars. */
final class TreeBuilder {
  /** Values within each other: each takes a kilobyte of the stack, of which threads have few. */
  static final int MAX_DEPTH = 250;

  private static final String MERGE = "<<";

  private final boolean strict;
  private final ScalarResolver scalars;
  private final AliasBudget budget = new AliasBudget();
  private final Set<Node> openAliases = Collections.newSetFromMap(new IdentityHashMap<>());
  private int depth;

  /**
   * A builder.
   *
   * @param strict whether keys must be there once, and numbers keep their digits
   */
  TreeBuilder(boolean strict) {
    this.strict = strict;
    scalars = new ScalarResolver(strict);
  }

  /** The value that a node stands for. */
  JsonNode value(Node node) throws YamlException {
    JsonNode value = any(node);
    if (value.isDouble()) {
      String number = value.asText().replaceFirst("^Infinity", "+Infinity").replace("inity", "");
      throw failure(node, "a number is not finite", "json: unsupported value: " + number);
    }
    return value;
  }

  /** A value or a key; numbers that are not finite are doubles in it, and no others are. */
  private JsonNode any(Node node) throws YamlException {
    if (!budget.allows(!openAliases.isEmpty())) {
      throw failure(node, "document contains excessive aliasing");
    }
    if (node instanceof Node.Scalar scalar) {
      return scalar(scalar);
    }
    if (depth == MAX_DEPTH) {
      throw failure(node, "exceeded max depth of " + MAX_DEPTH);
    }
    depth++;
    JsonNode value =
        node instanceof Node.Alias alias
            ? alias(alias)
            : node instanceof Node.Mapping mapping
                ? mapping(mapping)
                : sequence((Node.Sequence) node);
    depth--;
    return value;
  }

  private JsonNode alias(Node.Alias alias) throws YamlException {
    if (!openAliases.add(alias)) {
      throw failure(alias, "anchor '" + alias.name + "' value contains itself");
    }
    JsonNode value = any(alias.target);
    openAliases.remove(alias);
    return value;
  }

  private JsonNode scalar(Node.Scalar scalar) throws YamlException {
    if (scalar.tag == null && !scalar.resolved) {
      return JsonNodeFactory.instance.textNode(scalar.text);
    }
    try {
      return json(scalars.resolve(scalar.tag, scalar.text));
    } catch (Scalar.MismatchException e) {
      throw failure(scalar, String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode json(Scalar scalar) {
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

  private ArrayNode sequence(Node.Sequence sequence) throws YamlException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(sequence.elements.size());
    for (Node element : sequence.elements) {
      array.add(value(element));
    }
    return array;
  }

  private ObjectNode mapping(Node.Mapping mapping) throws YamlException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    Set<String> own = new HashSet<>();
    for (Node.Member member : mapping.members) {
      if (isMerge(member.key())) {
        merge(object, member.value());
        continue;
      }
      String key = key(member.key());
      if (strict && !own.add(key)) {
        throw failure(member.key(), "Duplicate key '" + key + "'");
      }
      object.set(key, value(member.value()));
    }
    return object;
  }

  private static boolean isMerge(Node key) {
    return key instanceof Node.Scalar scalar
        && scalar.text.equals(MERGE)
        && (scalar.resolved || (ScalarResolver.PREFIX + "merge").equals(scalar.tag));
  }

  /** What is merged goes before what was there, and gives way to what follows. */
  private void merge(ObjectNode object, Node source) throws YamlException {
    if (!(source instanceof Node.Sequence sequence)) {
      mergeOne(object, source);
      return;
    }
    for (int i = sequence.elements.size() - 1; i >= 0; i--) {
      mergeOne(object, sequence.elements.get(i));
    }
  }

  private void mergeOne(ObjectNode object, Node source) throws YamlException {
    Node target = source instanceof Node.Alias alias ? alias.target : source;
    if (!(target instanceof Node.Mapping)) {
      throw failure(source, "map merge requires map or sequence of maps as the value");
    }
    object.setAll((ObjectNode) value(source));
  }

  private String key(Node node) throws YamlException {
    JsonNode key = any(node);
    if (key.isTextual() || key.isBoolean() || (key.isIntegralNumber() && key.canConvertToLong())) {
      return key.asText();
    }
    if (key.isContainerNode()) {
      throw failure(node, "a key is no scalar", "yaml: invalid map key: " + key);
    }
    if (key.isNull()) {
      throw unsupported(node, "%!s(<nil>)", "<nil>");
    }
    if (key.isBigInteger() && GoNumber.isInteger(key.bigIntegerValue())) {
      throw unsupported(node, "uint64", "0x" + key.bigIntegerValue().toString(16));
    }
    return GoNumber.yaml((float) key.doubleValue());
  }

  private YamlException unsupported(Node node, String type, String key) {
    return failure(
        node,
        "a key is neither text, a truth, nor a number",
        "Unsupported map key of type: " + type + ", key: " + key);
  }

  private YamlException failure(Node at, String message) {
    return failure(at, message, "yaml: " + message);
  }

  private YamlException failure(Node at, String message, String goMessage) {
    return YamlException.at(at.start(), message, goMessage);
  }
}
