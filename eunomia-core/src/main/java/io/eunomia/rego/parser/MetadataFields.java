package io.eunomia.rego.parser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings the fields of a metadata block into the form in which policies see them. */
final class MetadataFields {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String NO_STRING_NO_MAP = "invalid value type, must be string or map";

  private final Span span;

  /** For the block at the given place. */
  MetadataFields(Span span) {
    this.span = span;
  }

  /**
   * The fields that are known; empty ones are left out.
   *
   * @throws ParseFailure if one of them is not as it should be
   */
  ObjectNode normalize(JsonNode yaml) {
    if (!yaml.isObject()) {
      throw refused("expected a mapping of fields");
    }
    ObjectNode fields = NODES.objectNode();
    for (String name : List.of("scope", "title", "description")) {
      String text = text(yaml, name);
      if (!text.isEmpty()) {
        fields.put(name, text);
      }
    }
    JsonNode entrypoint = present(yaml, "entrypoint");
    if (entrypoint != null && !entrypoint.isBoolean()) {
      throw refused("entrypoint: expected true or false");
    }
    if (entrypoint != null && entrypoint.booleanValue()) {
      fields.put("entrypoint", true);
    }
    putList(fields, yaml, "organizations", this::organization);
    putList(fields, yaml, "related_resources", this::relatedResource);
    putList(fields, yaml, "authors", this::author);
    putList(fields, yaml, "schemas", this::schema);
    checkCompile(present(yaml, "compile"));
    JsonNode custom = present(yaml, "custom");
    if (custom != null && !custom.isObject()) {
      throw refused("custom: expected a mapping");
    }
    if (custom != null && !custom.isEmpty()) {
      fields.set("custom", custom);
    }
    return fields;
  }

  private interface Item {
    JsonNode normalize(JsonNode item);
  }

  private void putList(ObjectNode fields, JsonNode yaml, String name, Item item) {
    JsonNode list = present(yaml, name);
    if (list == null) {
      return;
    }
    if (!list.isArray()) {
      throw refused(name + ": expected a list");
    }
    ArrayNode normalized = NODES.arrayNode();
    list.forEach(element -> normalized.add(item.normalize(element)));
    if (!normalized.isEmpty()) {
      fields.set(name, normalized);
    }
  }

  private JsonNode organization(JsonNode item) {
    if (!item.isValueNode()) {
      throw refused("organizations: expected a string");
    }
    return NODES.textNode(item.asText());
  }

  private JsonNode relatedResource(JsonNode item) {
    String ref = item.isTextual() ? item.textValue() : optional(item, "ref");
    if (ref.isEmpty()) {
      String why =
          item.isTextual()
              ? "ref URL may not be empty string"
              : item.isObject() ? "'ref' value required in object" : NO_STRING_NO_MAP;
      throw refused("invalid related-resource definition " + shown(item) + ": " + why);
    }
    ObjectNode resource = NODES.objectNode();
    String description = optional(item, "description");
    if (!description.isEmpty()) {
      resource.put("description", description);
    }
    return resource.put("ref", ref);
  }

  /** {@code Name <address>}, or a mapping of both. */
  private JsonNode author(JsonNode item) {
    String name = optional(item, "name");
    String email = optional(item, "email");
    if (item.isTextual()) {
      name = item.textValue().strip().replaceAll("\\s+", " ");
      int last = name.lastIndexOf(' ') + 1;
      String word = name.substring(last);
      if (word.length() > 1 && word.startsWith("<") && word.endsWith(">")) {
        email = word.substring(1, word.length() - 1);
        name = name.substring(0, last).strip();
      }
    }
    ObjectNode author = NODES.objectNode();
    if (!name.isEmpty()) {
      author.put("name", name);
    }
    if (!email.isEmpty()) {
      author.put("email", email);
    }
    if (author.isEmpty()) {
      String why =
          item.isTextual()
              ? "author is an empty string"
              : item.isObject()
                  ? "'name' and/or 'email' values required in object"
                  : NO_STRING_NO_MAP;
      throw refused("invalid author definition " + shown(item) + ": " + why);
    }
    return author;
  }

  /** A field of a mapping if it is a string; else empty. */
  private static String optional(JsonNode item, String name) {
    return item.path(name).isTextual() ? item.path(name).textValue().strip() : "";
  }

  private static String shown(JsonNode item) {
    return item.isTextual() ? item.textValue() : item.toString();
  }

  /** One pair: a path, and a schema's path or the schema itself. */
  private JsonNode schema(JsonNode item) {
    if (!item.isObject() || item.size() != 1) {
      throw refused("invalid schema declaration: expected one `path: schema`");
    }
    Map.Entry<String, JsonNode> pair = item.properties().iterator().next();
    JsonNode value = pair.getValue();
    ObjectNode schema = NODES.objectNode();
    schema.set("path", path(pair.getKey(), "invalid document reference"));
    if (value.isTextual()) {
      ArrayNode name = path(value.textValue(), "invalid schema reference");
      if (!name.get(0).textValue().equals("schema")) {
        throw refused("invalid schema reference");
      }
      schema.set("schema", name);
    } else if (value.isObject()) {
      schema.set("definition", value);
    } else {
      throw refused("invalid schema declaration for path \"" + pair.getKey() + "\"");
    }
    return schema;
  }

  /**
   * What the compile API is to leave open and to mask. It is said to OPA only, and policies do not
   * see it.
   */
  private void checkCompile(@Nullable JsonNode compile) {
    if (compile == null) {
      return;
    }
    if (!compile.isObject()) {
      throw refused("compile: expected a mapping");
    }
    for (JsonNode unknown : compile.path("unknowns")) {
      if (unknown.isTextual() && !isReference(unknown.textValue())) {
        throw refused("invalid unknowns element \"" + unknown.textValue() + "\"");
      }
    }
    JsonNode mask = compile.path("mask_rule");
    if (mask.isTextual() && !isReference(mask.textValue())) {
      throw refused("invalid mask_rule annotation \"" + mask.textValue() + "\"");
    }
  }

  private static boolean isReference(String text) {
    Term term = term(text);
    return term instanceof Ref || term instanceof Var;
  }

  private static @Nullable Term term(String text) {
    return RegoParser.parseTerm(SourceText.of("METADATA", text), new Diagnostics());
  }

  private ArrayNode path(String text, String otherwise) {
    Term term = term(text);
    ArrayNode path = NODES.arrayNode();
    Term head = term instanceof Ref ref ? ref.head() : term;
    if (!(head instanceof Var root)) {
      throw refused(otherwise);
    }
    path.add(root.name());
    for (Term step : term instanceof Ref ref ? ref.path() : List.<Term>of()) {
      if (!(step instanceof StringTerm name)) {
        throw refused(otherwise);
      }
      path.add(name.value());
    }
    return path;
  }

  private String text(JsonNode yaml, String name) {
    JsonNode value = present(yaml, name);
    if (value != null && !value.isValueNode()) {
      throw refused(name + ": expected a string");
    }
    return value == null ? "" : value.asText();
  }

  private static @Nullable JsonNode present(JsonNode yaml, String name) {
    JsonNode value = yaml.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private ParseFailure refused(String message) {
    return TokenStream.failure(span, message);
  }
}
