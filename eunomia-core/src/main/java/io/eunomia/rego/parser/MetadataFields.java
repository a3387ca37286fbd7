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
    ObjectNode resource = NODES.objectNode();
    String description = item.isObject() ? text(item, "description") : "";
    if (!description.isEmpty()) {
      resource.put("description", description);
    }
    String ref = item.isObject() ? text(item, "ref") : item.asText();
    if (ref.isBlank()) {
      throw refused("invalid related-resource definition: a ref is required");
    }
    return resource.put("ref", ref.strip());
  }

  /** {@code Name <address>}, or a mapping of both. */
  private JsonNode author(JsonNode item) {
    String name = item.isObject() ? text(item, "name") : item.asText().strip();
    String email = item.isObject() ? text(item, "email") : "";
    int open = name.lastIndexOf('<');
    if (!item.isObject() && open >= 0 && name.endsWith(">") && isWordStart(name, open)) {
      email = name.substring(open + 1, name.length() - 1);
      name = name.substring(0, open).strip();
    }
    if (name.isEmpty() && email.isEmpty()) {
      throw refused("invalid author definition: a name or an email address is required");
    }
    ObjectNode author = NODES.objectNode();
    if (!name.isEmpty()) {
      author.put("name", name.replaceAll("\\s+", " "));
    }
    if (!email.isEmpty()) {
      author.put("email", email);
    }
    return author;
  }

  private static boolean isWordStart(String name, int at) {
    boolean opens = at == 0 || Character.isWhitespace(name.charAt(at - 1));
    return opens && name.substring(at).chars().noneMatch(Character::isWhitespace);
  }

  /** One pair: a path, and a schema's path or the schema itself. */
  private JsonNode schema(JsonNode item) {
    if (!item.isObject() || item.size() != 1) {
      throw refused("invalid schema declaration: expected one `path: schema`");
    }
    Map.Entry<String, JsonNode> pair = item.properties().iterator().next();
    ObjectNode schema = NODES.objectNode();
    schema.set("path", path(pair.getKey()));
    if (pair.getValue().isTextual()) {
      schema.set("schema", path(pair.getValue().asText()));
    } else if (pair.getValue().isObject()) {
      schema.set("definition", pair.getValue());
    } else {
      throw refused("invalid schema declaration: expected a schema's path or a mapping");
    }
    return schema;
  }

  private ArrayNode path(String text) {
    Term term = RegoParser.parseTerm(SourceText.of("schemas", text), new Diagnostics());
    ArrayNode path = NODES.arrayNode();
    Term head = term instanceof Ref ref ? ref.head() : term;
    if (!(head instanceof Var root)) {
      throw refused("invalid schema reference: " + text);
    }
    path.add(root.name());
    for (Term step : term instanceof Ref ref ? ref.path() : List.<Term>of()) {
      if (!(step instanceof StringTerm name)) {
        throw refused("invalid schema reference: " + text);
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
