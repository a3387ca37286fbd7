package io.eunomia.rego.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A schema with all that is in it, and what {@code $ref} leads to. Nothing is ever fetched: what a
 * schema refers to must be in the document itself.
 */
final class SchemaDocument {
  /** These are known without being fetched; what they allow is of no use to a policy. */
  private static final Pattern METASCHEMA =
      Pattern.compile("https?://json-schema\\.org/(draft-0[467]|draft/20\\d\\d-\\d\\d)/schema");

  private final JsonNode root;
  private final String base;
  private final Map<String, JsonNode> byId = new HashMap<>();

  SchemaDocument(JsonNode root) {
    this.root = root;
    this.base = withoutFragment(root.path("$id").asText(root.path("id").asText("")));
    collectIds();
  }

  private void collectIds() {
    Deque<JsonNode> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty()) {
      JsonNode node = open.remove();
      addId(node.path("$id"), node);
      addId(node.path("id"), node);
      if (node.path("$anchor").isTextual()) {
        byId.putIfAbsent("#" + node.path("$anchor").textValue(), node);
      }
      node.forEach(
          child -> {
            if (child.isContainerNode()) {
              open.add(child);
            }
          });
    }
  }

  private void addId(JsonNode id, JsonNode schema) {
    if (id.isTextual()) {
      String text = id.textValue();
      byId.putIfAbsent(text.startsWith("#") ? text : absolute(withoutFragment(text)), schema);
    }
  }

  JsonNode root() {
    return root;
  }

  /**
   * What a reference leads to.
   *
   * @throws SchemaException if it leads nowhere, or out of the document
   */
  JsonNode resolve(String reference) throws SchemaException {
    String document = withoutFragment(reference);
    String fragment =
        decoded(reference.substring(Math.min(document.length() + 1, reference.length())));
    JsonNode start = document.isEmpty() ? root : byId.get(absolute(document));
    if (start == null) {
      if (METASCHEMA.matcher(document).matches()) {
        return BooleanNode.TRUE;
      }
      throw SchemaException.damaged("remote reference loading disabled: " + document);
    }
    JsonNode target;
    if (fragment.isEmpty()) {
      target = start;
    } else if (fragment.startsWith("/")) {
      target = start.at(JsonPointer.compile(fragment));
    } else {
      target = byId.get("#" + fragment);
    }
    if (target == null || target.isMissingNode()) {
      throw SchemaException.damaged("there is nothing at $ref: " + reference);
    }
    return target;
  }

  /** Relative names are looked for beside the document itself. */
  private String absolute(String name) {
    return name.contains(":") ? name : base.substring(0, base.lastIndexOf('/') + 1) + name;
  }

  private static String withoutFragment(String reference) {
    int hash = reference.indexOf('#');
    return hash < 0 ? reference : reference.substring(0, hash);
  }

  private static String decoded(String fragment) {
    if (fragment.indexOf('%') < 0) {
      return fragment;
    }
    byte[] bytes = fragment.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low < 0) {
        result.write(bytes[i]);
      } else {
        result.write(high * 16 + low);
        i += 2;
      }
    }
    return result.toString(StandardCharsets.UTF_8);
  }
}
