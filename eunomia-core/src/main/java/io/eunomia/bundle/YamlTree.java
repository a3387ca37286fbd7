package io.eunomia.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads a YAML document as a tree of JSON, with its anchors, aliases and merges resolved. */
final class YamlTree {
  // Aliases of aliases multiply: a few lines can stand for more than there is memory.
  private static final int MAX_COPIED_NODES = 1_000_000;
  private static final String MERGE = "<<";
  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .loaderOptions(loaderOptions())
          .build();

  private final YAMLParser parser;
  private final Map<String, JsonNode> anchors = new HashMap<>();
  private int copied;

  private YamlTree(YAMLParser parser) {
    this.parser = parser;
  }

  static JsonNode parse(byte[] bytes) throws JsonProcessingException {
    try (YAMLParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() == null) {
        return JsonNodeFactory.instance.nullNode();
      }
      YamlTree tree = new YamlTree(parser);
      JsonNode root = tree.node();
      if (parser.nextToken() != null) {
        throw tree.invalid("has more than one document");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw DataFormat.notText(e);
    }
  }

  private JsonNode node() throws IOException {
    @Nullable String anchor = parser.getObjectId();
    if (parser.isCurrentAlias()) {
      return alias(parser.getText());
    }
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw invalid("ends in the middle of a value");
    }
    JsonNode node =
        switch (token) {
          case START_OBJECT -> object();
          case START_ARRAY -> array();
          case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
          case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
          case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
          case VALUE_NUMBER_INT -> integer();
          case VALUE_NUMBER_FLOAT -> decimal();
          case VALUE_STRING -> JsonNodeFactory.instance.textNode(parser.getText());
          default -> throw invalid("has a value that JSON does not have");
        };
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    return node;
  }

  private JsonNode object() throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      JsonNode value = node();
      if (name.equals(MERGE)) {
        merge(value, merged);
      } else {
        object.set(name, value);
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw invalid("has a key that is not plain text");
    }
    // What an object says itself goes before what it takes over.
    merged
        .properties()
        .forEach(
            member -> {
              if (!object.has(member.getKey())) {
                object.set(member.getKey(), member.getValue());
              }
            });
    return object;
  }

  private void merge(JsonNode source, ObjectNode merged) throws JsonProcessingException {
    if (source.isArray()) {
      for (JsonNode element : source) {
        merge(element, merged);
      }
    } else if (source instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              member -> {
                if (!merged.has(member.getKey())) {
                  merged.set(member.getKey(), member.getValue());
                }
              });
    } else {
      throw invalid("merges something that is not an object");
    }
  }

  private JsonNode array() throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(node());
    }
    return array;
  }

  private JsonNode integer() throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue())
        : JsonNodeFactory.instance.numberNode(parser.getLongValue());
  }

  private JsonNode decimal() throws IOException {
    if (parser.isNaN()) {
      throw invalid("has a number that is not finite");
    }
    return JsonNodeFactory.instance.numberNode(parser.getDecimalValue());
  }

  private JsonNode alias(String name) throws JsonProcessingException {
    JsonNode anchored = anchors.get(name);
    if (anchored == null) {
      throw invalid("refers to an anchor that is not defined before: " + name);
    }
    copied += size(anchored);
    if (copied > MAX_COPIED_NODES) {
      throw invalid("has aliases that stand for more than " + MAX_COPIED_NODES + " values");
    }
    return anchored.deepCopy();
  }

  private static int size(JsonNode node) {
    int size = 1;
    for (JsonNode child : node) {
      size += size(child);
    }
    return size;
  }

  private JsonProcessingException invalid(String message) {
    return MismatchedInputException.from(parser, JsonNode.class, message);
  }

  private static LoaderOptions loaderOptions() {
    LoaderOptions options = new LoaderOptions();
    // How large a file may be is decided before it is read.
    options.setCodePointLimit(Integer.MAX_VALUE);
    return options;
  }
}
