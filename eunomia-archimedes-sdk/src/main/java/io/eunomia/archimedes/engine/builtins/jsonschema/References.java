package io.eunomia.archimedes.engine.builtins.jsonschema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Where {@code $ref} leads to, within one document: by the ids that its schemas have and by JSON
 * pointers. What lies elsewhere is refused, never fetched.
 */
final class References {
  private final Draft draft;
  private final Map<String, JsonNode> named = new HashMap<>();
  private final IdentityHashMap<JsonNode, String> bases = new IdentityHashMap<>();

  References(JsonNode root, Draft draft) throws SchemaException {
    this.draft = draft;
    named.put("", root);
    collect(root, "");
  }

  private void collect(JsonNode node, String base) throws SchemaException {
    String here = base;
    if (node.isObject()) {
      JsonNode id = node.get(draft.idKeyword(node));
      if (id != null && id.isTextual()) {
        here = withoutEmptyFragment(resolve(base, id.textValue()));
        JsonNode other = named.putIfAbsent(here, node);
        if (other != null && !here.isEmpty()) {
          throw new SchemaException("Reference already exists: \"" + here + "\"");
        }
      }
      bases.put(node, here);
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        // Their values are data, whatever they look like.
        if (!member.getKey().equals("const") && !member.getKey().equals("enum")) {
          collect(member.getValue(), here);
        }
      }
    } else if (node.isArray()) {
      for (JsonNode element : node) {
        collect(element, here);
      }
    }
  }

  /** The whole URI that a {@code $ref} in a schema means. */
  String resolve(JsonNode from, String reference) throws SchemaException {
    return withoutEmptyFragment(resolve(bases.getOrDefault(from, ""), reference));
  }

  /** Whether a URI leads to another document than this one. */
  boolean isOther(String uri) {
    return !named.containsKey(uri) && !named.containsKey(document(uri));
  }

  /** The schema at a URI. */
  JsonNode find(String uri) throws SchemaException {
    JsonNode direct = named.get(uri);
    if (direct != null) {
      return direct;
    }
    JsonNode within = named.get(document(uri));
    if (within == null) {
      throw new SchemaException("remote reference loading disabled: " + uri);
    }
    int hash = uri.indexOf('#');
    return follow(within, hash < 0 ? "" : uri.substring(hash + 1));
  }

  /** A URI without its fragment. */
  static String document(String uri) {
    int hash = uri.indexOf('#');
    return hash < 0 ? uri : uri.substring(0, hash);
  }

  private static JsonNode follow(JsonNode start, String fragment) throws SchemaException {
    String decoded;
    try {
      decoded = URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new SchemaException("invalid URL escape in \"" + fragment + "\"");
    }
    if (!decoded.isEmpty() && decoded.charAt(0) != '/') {
      throw new SchemaException("JSON pointer must be empty or start with a \"/");
    }
    JsonNode at = start;
    for (JsonPointer rest = JsonPointer.compile(decoded); !rest.matches(); rest = rest.tail()) {
      String token = rest.getMatchingProperty();
      if (at.isObject()) {
        at = at.path(token);
      } else if (at.isArray() && rest.mayMatchElement()) {
        at = at.path(rest.getMatchingIndex());
        if (at.isMissingNode()) {
          throw new SchemaException("Out of bound array index '" + token + "'");
        }
      } else {
        throw new SchemaException("Invalid token reference '" + token + "'");
      }
      if (at.isMissingNode()) {
        throw new SchemaException("Object has no key '" + token + "'");
      }
    }
    return at;
  }

  private static String resolve(String base, String reference) throws SchemaException {
    if (reference.startsWith("#")) {
      return document(base) + reference;
    }
    try {
      return new URI(base).resolve(new URI(reference)).toString();
    } catch (URISyntaxException e) {
      throw new SchemaException("parse \"" + reference + "\": " + e.getReason());
    }
  }

  static String withoutEmptyFragment(String uri) {
    return uri.endsWith("#") ? uri.substring(0, uri.length() - 1) : uri;
  }
}
