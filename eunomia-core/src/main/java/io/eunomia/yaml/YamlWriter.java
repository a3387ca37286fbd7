package io.eunomia.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes trees of JSON as YAML, as OPA does: character by character what Go's library makes of the
 * same values. Stateless and thread-safe.
 */
public final class YamlWriter {
  static final int INDENT = 2;

  private static final int LONGEST_KEY = 128;
  // Other readers take these for numbers.
  private static final Pattern BASE_60 =
      Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");

  private final YamlOutput out = new YamlOutput();
  private final ScalarResolver scalars = new ScalarResolver(false);

  private YamlWriter() {}

  /**
   * Writes a value.
   *
   * @param value a tree as {@link YamlReader#lenient} makes them
   * @return a document that ends with a line break
   */
  public static String write(JsonNode value) {
    YamlWriter writer = new YamlWriter();
    writer.node(value, -INDENT, false);
    writer.out.startLine(0);
    return writer.out.toString();
  }

  /**
   * Writes a value.
   *
   * @param indent the indentation of the collection that it is in
   * @param member whether that is an object
   */
  private void node(JsonNode value, int indent, boolean member) {
    if (value instanceof ObjectNode object && !object.isEmpty()) {
      object(object, indent + INDENT);
    } else if (value instanceof ArrayNode array && !array.isEmpty()) {
      // The marks of the elements are indentation enough.
      array(array, member && !out.isOnlyIndented() ? indent : indent + INDENT);
    } else if (value.isContainerNode()) {
      out.mark(value.isArray() ? "[" : "{");
      out.closingMark(value.isArray() ? "]" : "}");
    } else if (value.isTextual()) {
      text(value.textValue(), indent);
    } else if (value.isNumber() && !value.isIntegralNumber()) {
      plain(GoNumber.yaml(value.doubleValue()));
    } else {
      plain(value.asText());
    }
  }

  private void plain(String ascii) {
    out.mark(ascii);
  }

  private void array(ArrayNode array, int indent) {
    for (JsonNode element : array) {
      out.startLine(indent);
      out.indentingMark("-");
      node(element, indent, false);
    }
  }

  private void object(ObjectNode object, int indent) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    for (String name : KeyOrder.sorted(names)) {
      out.startLine(indent);
      key(name, indent);
      node(object.get(name), indent, true);
    }
  }

  private void key(String name, int indent) {
    int[] characters = name.codePoints().toArray();
    ScalarForm form = new ScalarForm(characters);
    if (form.isMultiline() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      out.indentingMark("?");
      text(name, indent);
      out.startLine(indent);
      out.indentingMark(":");
    } else {
      new ScalarWriter(out, characters, indent, false).write(form.style(wanted(name), true));
      out.closingMark(":");
    }
  }

  private void text(String text, int indent) {
    int[] characters = text.codePoints().toArray();
    ScalarForm.Style style = new ScalarForm(characters).style(wanted(text), false);
    new ScalarWriter(out, characters, Math.max(indent, 0) + INDENT, true).write(style);
  }

  private ScalarForm.Style wanted(String text) {
    if (!scalars.isText(text) || BASE_60.matcher(text).matches()) {
      return ScalarForm.Style.DOUBLE_QUOTED;
    }
    return text.indexOf('\n') >= 0 ? ScalarForm.Style.LITERAL : ScalarForm.Style.PLAIN;
  }
}
