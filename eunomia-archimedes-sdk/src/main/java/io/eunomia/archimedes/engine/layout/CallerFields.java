package io.eunomia.archimedes.engine.layout;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parts of a request's caller. */
final class CallerFields {
  private static final Map<String, Function<Caller, @Nullable Object>> FIELDS = fields();

  private CallerFields() {}

  /** The writer of what is at a path below {@code caller}; the empty path is the whole caller. */
  static RequestField at(List<String> path) {
    if (path.isEmpty()) {
      return CallerFields::whole;
    }
    Function<Caller, @Nullable Object> field = FIELDS.get(path.get(0));
    if (field == null || path.size() > 1) {
      return RequestField.ABSENT;
    }
    return (input, writer) -> write(writer, field.apply(input.caller()));
  }

  private static int whole(PolicyInput input, LayoutWriter writer) {
    int mark = writer.mark();
    FIELDS.forEach(
        (name, field) -> {
          int ref = write(writer, field.apply(input.caller()));
          if (ref != 0) {
            writer.pushKey(name);
            writer.push(ref);
          }
        });
    return writer.object(mark);
  }

  private static int write(LayoutWriter writer, @Nullable Object value) {
    if (value instanceof String text) {
      return writer.string(text);
    }
    return value == null ? 0 : PlainValues.write(writer, value);
  }

  private static Map<String, Function<Caller, @Nullable Object>> fields() {
    Map<String, Function<Caller, @Nullable Object>> fields = new LinkedHashMap<>();
    fields.put("type", Caller::type);
    fields.put("spiffe_id", workload(id -> id.spiffeId().toString()));
    fields.put("trust_domain", workload(id -> id.spiffeId().trustDomain()));
    fields.put("path", workload(id -> id.spiffeId().path()));
    fields.put("service_name", workload(id -> id.spiffeId().serviceName()));
    fields.put("user_id", user(Caller.User::userId));
    fields.put("email", user(Caller.User::email));
    fields.put("roles", user(Caller.User::roles));
    fields.put("groups", user(Caller.User::groups));
    fields.put("tenant_id", user(Caller.User::tenantId));
    fields.put("key_id", apiKey(Caller.ApiKey::keyId));
    fields.put("name", CallerFields::name);
    fields.put("scopes", apiKey(Caller.ApiKey::scopes));
    fields.put("owner_id", apiKey(Caller.ApiKey::ownerId));
    return fields;
  }

  private static @Nullable Object name(Caller caller) {
    if (caller instanceof Caller.User user) {
      return user.name();
    }
    return caller instanceof Caller.ApiKey key ? key.name() : null;
  }

  private static Function<Caller, @Nullable Object> workload(
      Function<Caller.Spiffe, @Nullable Object> field) {
    return caller -> caller instanceof Caller.Spiffe spiffe ? field.apply(spiffe) : null;
  }

  private static Function<Caller, @Nullable Object> user(
      Function<Caller.User, @Nullable Object> field) {
    return caller -> caller instanceof Caller.User user ? field.apply(user) : null;
  }

  private static Function<Caller, @Nullable Object> apiKey(
      Function<Caller.ApiKey, @Nullable Object> field) {
    return caller -> caller instanceof Caller.ApiKey key ? field.apply(key) : null;
  }
}
