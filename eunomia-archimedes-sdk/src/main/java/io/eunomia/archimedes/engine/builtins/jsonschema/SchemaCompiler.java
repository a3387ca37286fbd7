package io.eunomia.archimedes.engine.builtins.jsonschema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a schema, and refuses what is none with the messages that OPA has for it. */
final class SchemaCompiler {
  private static final int MAX_DEPTH = 200;

  private final Draft draft;
  private final References references;
  private final IdentityHashMap<JsonNode, SchemaNode> referred = new IdentityHashMap<>();
  private final Map<Draft, SchemaCompiler> metaschemas = new EnumMap<>(Draft.class);
  private int depth;

  private SchemaCompiler(JsonNode root, Draft draft) throws SchemaException {
    this.draft = draft;
    this.references = new References(root, draft);
  }

  static SchemaNode compile(JsonNode root) throws SchemaException {
    return new SchemaCompiler(root, Draft.of(root)).schema(root);
  }

  private SchemaNode schema(JsonNode json) throws SchemaException {
    SchemaNode node = new SchemaNode();
    fill(node, json);
    return node;
  }

  private void fill(SchemaNode node, JsonNode json) throws SchemaException {
    if (json.isBoolean() && draft.atLeast(Draft.SIX)) {
      node.always = json.booleanValue();
      return;
    }
    if (!json.isObject()) {
      throw SchemaException.type("object", "schema");
    }
    if (++depth > MAX_DEPTH) {
      throw new SchemaException("schemas are nested more than " + MAX_DEPTH + " deep");
    }
    Keywords.string(json, draft.idKeyword(json));
    definitions(json);
    Keywords.string(json, "title");
    Keywords.string(json, "description");
    String reference = Keywords.string(json, "$ref");
    if (reference == null) {
      node.types.addAll(Keywords.types(json));
      objects(node, json);
      arrays(node, json);
      Bounds.read(node, json, draft);
      strings(node, json);
      values(node, json);
      combinations(node, json);
    } else {
      // Nothing beside a reference counts.
      node.reference = target(references.resolve(json, reference));
    }
    depth--;
  }

  private SchemaNode target(String uri) throws SchemaException {
    Draft described = references.isOther(uri) ? Draft.ofMetaschema(References.document(uri)) : null;
    if (described == null) {
      return referred(references.find(uri));
    }
    SchemaCompiler metaschema = metaschemas.get(described);
    if (metaschema == null) {
      metaschema = new SchemaCompiler(Metaschemas.of(described), described);
      metaschemas.put(described, metaschema);
    }
    return metaschema.target(uri);
  }

  private SchemaNode referred(JsonNode target) throws SchemaException {
    SchemaNode known = referred.get(target);
    if (known == null) {
      known = new SchemaNode();
      referred.put(target, known);
      fill(known, target);
    }
    return known;
  }

  private void definitions(JsonNode json) throws SchemaException {
    JsonNode definitions = json.get("definitions");
    if (definitions == null) {
      return;
    }
    if (!definitions.isObject()) {
      throw SchemaException.type("array of schemas", "definitions");
    }
    for (Map.Entry<String, JsonNode> member : Keywords.sorted(definitions).entrySet()) {
      if (!isSchema(member.getValue())) {
        throw SchemaException.type("array of schemas", "definitions");
      }
      schema(member.getValue());
    }
  }

  private void objects(SchemaNode node, JsonNode json) throws SchemaException {
    JsonNode properties = json.get("properties");
    if (properties != null) {
      if (!properties.isObject()) {
        throw new SchemaException("properties must be of type object");
      }
      for (Map.Entry<String, JsonNode> member : Keywords.sorted(properties).entrySet()) {
        node.properties.put(member.getKey(), schema(member.getValue()));
      }
    }
    node.additionalProperties = schemaOrBoolean(json, "additionalProperties");
    JsonNode patterns = json.get("patternProperties");
    if (patterns != null) {
      if (!patterns.isObject()) {
        throw SchemaException.type("schema", "patternProperties");
      }
      for (Map.Entry<String, JsonNode> member : Keywords.sorted(patterns).entrySet()) {
        node.patternProperties.put(
            Keywords.regex(member.getKey(), "Invalid regex pattern '" + member.getKey() + "'"),
            schema(member.getValue()));
      }
    }
    JsonNode names = json.get("propertyNames");
    if (names != null && draft.atLeast(Draft.SIX)) {
      if (!isSchema(names)) {
        throw SchemaException.type("schema", "patternProperties");
      }
      node.propertyNames = schema(names);
    }
    dependencies(node, json);
  }

  private void dependencies(SchemaNode node, JsonNode json) throws SchemaException {
    JsonNode dependencies = json.get("dependencies");
    if (dependencies == null) {
      return;
    }
    if (!dependencies.isObject()) {
      throw new SchemaException("dependencies must be of type object");
    }
    for (Map.Entry<String, JsonNode> member : Keywords.sorted(dependencies).entrySet()) {
      JsonNode needed = member.getValue();
      if (needed.isArray()) {
        for (JsonNode name : needed) {
          if (!name.isTextual()) {
            throw new SchemaException("dependency must be of type schema or array of strings");
          }
        }
        node.requiredWith.put(
            member.getKey(), needed.valueStream().map(JsonNode::textValue).toList());
      } else if (isSchema(needed)) {
        node.schemaWith.put(member.getKey(), schema(needed));
      } else {
        throw new SchemaException("dependency must be of type schema or array of strings");
      }
    }
  }

  private void arrays(SchemaNode node, JsonNode json) throws SchemaException {
    JsonNode items = json.get("items");
    if (items != null) {
      if (isSchema(items)) {
        node.items = schema(items);
      } else if (items.isArray()) {
        for (JsonNode item : items) {
          if (!isSchema(item)) {
            throw SchemaException.type("schema/array of schemas", "items");
          }
          node.itemsInOrder.add(schema(item));
        }
      } else {
        throw SchemaException.type("schema/array of schemas", "items");
      }
    }
    node.additionalItems = schemaOrBoolean(json, "additionalItems");
  }

  private static void strings(SchemaNode node, JsonNode json) throws SchemaException {
    String pattern = Keywords.string(json, "pattern");
    if (pattern != null) {
      node.pattern = Keywords.regex(pattern, "pattern must be a valid regex");
    }
    String format = Keywords.string(json, "format");
    node.format = format == null ? null : Format.of(format);
  }

  private void values(SchemaNode node, JsonNode json) throws SchemaException {
    JsonNode required = Keywords.array(json, "required");
    if (required != null) {
      for (JsonNode name : required) {
        if (!name.isTextual()) {
          throw new SchemaException("required items must be string");
        }
        if (node.required.contains(name.textValue())) {
          throw new SchemaException("required items must be unique");
        }
        node.required.add(name.textValue());
      }
    }
    JsonNode unique = json.get("uniqueItems");
    if (unique != null) {
      if (!unique.isBoolean()) {
        throw new SchemaException("uniqueItems must be of a boolean");
      }
      node.uniqueItems = unique.booleanValue();
    }
    if (draft.atLeast(Draft.SIX)) {
      JsonNode contains = json.get("contains");
      node.contains = contains == null ? null : schema(contains);
      JsonNode constant = json.get("const");
      node.constant = constant == null ? null : CanonicalJson.write(constant);
    }
    JsonNode enumeration = Keywords.array(json, "enum");
    if (enumeration != null) {
      for (JsonNode allowed : enumeration) {
        String text = CanonicalJson.write(allowed);
        if (node.enumeration.contains(text)) {
          throw new SchemaException("enum items must be unique");
        }
        node.enumeration.add(text);
      }
    }
  }

  private void combinations(SchemaNode node, JsonNode json) throws SchemaException {
    all(node.oneOf, Keywords.array(json, "oneOf"));
    all(node.anyOf, Keywords.array(json, "anyOf"));
    all(node.allOf, Keywords.array(json, "allOf"));
    node.not = condition(json, "not");
    if (draft.atLeast(Draft.SEVEN)) {
      node.condition = condition(json, "if");
      node.consequence = condition(json, "then");
      node.alternative = condition(json, "else");
    }
  }

  private void all(List<SchemaNode> into, @Nullable JsonNode schemas) throws SchemaException {
    if (schemas != null) {
      for (JsonNode one : schemas) {
        into.add(schema(one));
      }
    }
  }

  private @Nullable SchemaNode condition(JsonNode json, String keyword) throws SchemaException {
    JsonNode value = json.get(keyword);
    if (value == null) {
      return null;
    }
    if (!isSchema(value)) {
      throw new SchemaException(keyword + " must be of an object");
    }
    return schema(value);
  }

  /** Of a keyword that was a boolean or a schema before all schemas could be booleans. */
  private @Nullable SchemaNode schemaOrBoolean(JsonNode json, String keyword)
      throws SchemaException {
    JsonNode value = json.get(keyword);
    if (value == null) {
      return null;
    }
    if (value.isBoolean()) {
      SchemaNode node = new SchemaNode();
      node.always = value.booleanValue();
      return node;
    }
    if (!value.isObject()) {
      throw SchemaException.type("boolean/schema", keyword);
    }
    return schema(value);
  }

  private boolean isSchema(JsonNode value) {
    return value.isObject() || (value.isBoolean() && draft.atLeast(Draft.SIX));
  }
}
