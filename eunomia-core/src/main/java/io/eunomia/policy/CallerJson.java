package io.eunomia.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Callers in JSON. */
final class CallerJson {
  private static final String PATH = "caller";

  private CallerJson() {}

  static ObjectNode write(Caller caller) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", caller.type());
    if (caller instanceof Caller.Spiffe workload) {
      SpiffeId id = workload.spiffeId();
      json.put("spiffe_id", id.toString())
          .put("trust_domain", id.trustDomain())
          .put("path", id.path())
          .put("service_name", id.serviceName());
    } else if (caller instanceof Caller.User user) {
      json.put("user_id", user.userId());
      putIfPresent(json, "email", user.email());
      putIfPresent(json, "name", user.name());
      putAll(json.putArray("roles"), user.roles());
      putAll(json.putArray("groups"), user.groups());
      putIfPresent(json, "tenant_id", user.tenantId());
    } else if (caller instanceof Caller.ApiKey key) {
      json.put("key_id", key.keyId()).put("name", key.name());
      putAll(json.putArray("scopes"), key.scopes());
      putIfPresent(json, "owner_id", key.ownerId());
    }
    return json;
  }

  static Caller read(JsonNode json) {
    Fields fields = Fields.of(PATH, json);
    String type = fields.string("type");
    return switch (type) {
      case "spiffe" -> spiffe(fields);
      case "user" -> user(fields);
      case "api_key" -> apiKey(fields);
      case "anonymous" -> anonymous(fields);
      default ->
          throw new PolicyInputException(
              PATH + ".type", "must be one of spiffe, user, api_key, anonymous");
    };
  }

  private static Caller spiffe(Fields fields) {
    // What is derived may be sent along, and is derived again all the same.
    fields.allowOnly(Set.of("type", "spiffe_id", "trust_domain", "path", "service_name"));
    return Caller.spiffe(fields.string("spiffe_id"));
  }

  private static Caller user(Fields fields) {
    fields.allowOnly(Set.of("type", "user_id", "email", "name", "roles", "groups", "tenant_id"));
    return new Caller.User(
        fields.string("user_id"),
        fields.optionalString("email"),
        fields.optionalString("name"),
        fields.strings("roles"),
        fields.strings("groups"),
        fields.optionalString("tenant_id"));
  }

  private static Caller apiKey(Fields fields) {
    fields.allowOnly(Set.of("type", "key_id", "name", "scopes", "owner_id"));
    return new Caller.ApiKey(
        fields.string("key_id"),
        fields.string("name"),
        fields.strings("scopes"),
        fields.optionalString("owner_id"));
  }

  private static Caller anonymous(Fields fields) {
    fields.allowOnly(Set.of("type"));
    return Caller.anonymous();
  }

  private static void putIfPresent(ObjectNode json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }

  private static void putAll(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }
}
