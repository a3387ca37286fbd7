package io.eunomia.bundle.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys that are trusted, by their ids. Immutable and thread-safe. */
public final class VerificationKeys {
  private static final VerificationKeys NONE = new VerificationKeys(Map.of());
  private static final int MAX_LENGTH = 1024 * 1024;

  private final Map<String, VerificationKey> byId;

  private VerificationKeys(Map<String, VerificationKey> byId) {
    this.byId = Collections.unmodifiableMap(byId);
  }

  /** No key: nothing verifies. */
  public static VerificationKeys none() {
    return NONE;
  }

  /**
   * These keys.
   *
   * @throws IllegalArgumentException if two have the same id
   */
  public static VerificationKeys of(VerificationKey... keys) {
    return of(List.of(keys));
  }

  /** As {@link #of(VerificationKey...)}. */
  public static VerificationKeys of(Collection<VerificationKey> keys) {
    Map<String, VerificationKey> byId = new LinkedHashMap<>();
    for (VerificationKey key : keys) {
      if (byId.put(key.keyId(), key) != null) {
        throw new IllegalArgumentException("two keys have the id '" + key.keyId() + "'");
      }
    }
    return new VerificationKeys(byId);
  }

  /**
   * Reads a JWK Set (RFC 7517, 5). Keys for encryption are left out; all others must be keys that
   * {@link VerificationKey#fromJwk} takes.
   *
   * @throws IllegalArgumentException if one is not, or two have the same id
   */
  public static VerificationKeys fromJwks(String json) {
    if (json.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("is larger than a set of keys should be");
    }
    ObjectNode set = StrictJson.object(json.getBytes(StandardCharsets.UTF_8));
    JsonNode members = set.path("keys");
    if (!members.isArray()) {
      throw new IllegalArgumentException("has no keys");
    }
    List<VerificationKey> keys = new ArrayList<>();
    for (JsonNode member : members) {
      if (!(member instanceof ObjectNode key)) {
        throw new IllegalArgumentException("has a key that is not an object of JSON");
      }
      Jwk jwk = Jwk.of(key);
      if (!jwk.isForEncryption()) {
        keys.add(VerificationKey.of(jwk));
      }
    }
    return of(keys);
  }

  /** Whether there is no key. */
  public boolean isEmpty() {
    return byId.isEmpty();
  }

  /** The keys, in the order in which they were given. */
  public List<VerificationKey> keys() {
    return List.copyOf(byId.values());
  }

  @Nullable VerificationKey find(String keyId) {
    return byId.get(keyId);
  }

  /** The ids. */
  @Override
  public String toString() {
    return byId.keySet().toString();
  }
}
