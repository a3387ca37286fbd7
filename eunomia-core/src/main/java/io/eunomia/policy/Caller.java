package io.eunomia.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who asks. In JSON an object tagged by {@code type}.
 *
 * <p>Immutable and thread-safe. Whatever breaks the contract is refused with a {@link
 * PolicyInputException} that names the field.
 */
public sealed interface Caller {
  /** The tag in JSON: {@code spiffe}, {@code user}, {@code api_key} or {@code anonymous}. */
  String type();

  /** What identifies the caller among those of its type; {@code anonymous} for nobody. */
  String id();

  /** The caller as JSON. A new tree each time. */
  @JsonValue
  default ObjectNode toJson() {
    return CallerJson.write(this);
  }

  /**
   * Reads a caller.
   *
   * @throws PolicyInputException for an unknown type, a missing or unknown field, or a wrong value
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Caller fromJson(JsonNode json) {
    return CallerJson.read(json);
  }

  /** A workload; its id must come from the peer's certificate, never from a header. */
  static Spiffe spiffe(String spiffeId) {
    return new Spiffe(SpiffeId.parse(spiffeId));
  }

  /** A user without roles, groups, or anything else that is optional. */
  static User user(String userId) {
    return new User(userId, null, null, List.of(), List.of(), null);
  }

  /** A user with roles. */
  static User user(String userId, List<String> roles) {
    return new User(userId, null, null, roles, List.of(), null);
  }

  /** The bearer of a key. */
  static ApiKey apiKey(String keyId, String name, List<String> scopes) {
    return new ApiKey(keyId, name, scopes, null);
  }

  /** Nobody in particular. */
  static Anonymous anonymous() {
    return Anonymous.INSTANCE;
  }

  /**
   * A workload, by the SPIFFE id of its certificate. All that JSON says besides the id is derived
   * from it, so that no one can claim another name than the one that was certified.
   *
   * @param spiffeId the id
   */
  record Spiffe(SpiffeId spiffeId) implements Caller {
    @Override
    public String type() {
      return "spiffe";
    }

    @Override
    public String id() {
      return spiffeId.toString();
    }
  }

  /**
   * A person.
   *
   * @param userId not blank
   * @param email or {@code null}
   * @param name or {@code null}
   * @param roles possibly none
   * @param groups possibly none
   * @param tenantId or {@code null}
   */
  record User(
      String userId,
      @Nullable String email,
      @Nullable String name,
      List<String> roles,
      List<String> groups,
      @Nullable String tenantId)
      implements Caller {
    public User {
      Fields.notBlank("caller.user_id", userId);
      roles = List.copyOf(roles);
      groups = List.copyOf(groups);
    }

    @Override
    public String type() {
      return "user";
    }

    @Override
    public String id() {
      return userId;
    }

    /** The same user in these groups. */
    public User withGroups(List<String> newGroups) {
      return new User(userId, email, name, roles, newGroups, tenantId);
    }

    /** The same user of this tenant. */
    public User withTenantId(@Nullable String newTenantId) {
      return new User(userId, email, name, roles, groups, newTenantId);
    }

    /** The same user with this address. */
    public User withEmail(@Nullable String newEmail) {
      return new User(userId, newEmail, name, roles, groups, tenantId);
    }

    /** The same user by this name. */
    public User withName(@Nullable String newName) {
      return new User(userId, email, newName, roles, groups, tenantId);
    }
  }

  /**
   * The bearer of a key.
   *
   * @param keyId not blank; never the key itself
   * @param name not blank
   * @param scopes possibly none
   * @param ownerId or {@code null}
   */
  record ApiKey(String keyId, String name, List<String> scopes, @Nullable String ownerId)
      implements Caller {
    public ApiKey {
      Fields.notBlank("caller.key_id", keyId);
      Fields.notBlank("caller.name", name);
      scopes = List.copyOf(scopes);
    }

    @Override
    public String type() {
      return "api_key";
    }

    @Override
    public String id() {
      return keyId;
    }

    /** The same key of this owner. */
    public ApiKey withOwnerId(@Nullable String newOwnerId) {
      return new ApiKey(keyId, name, scopes, newOwnerId);
    }
  }

  /** Nobody in particular. */
  record Anonymous() implements Caller {
    private static final Anonymous INSTANCE = new Anonymous();

    @Override
    public String type() {
      return "anonymous";
    }

    @Override
    public String id() {
      return "anonymous";
    }
  }
}
