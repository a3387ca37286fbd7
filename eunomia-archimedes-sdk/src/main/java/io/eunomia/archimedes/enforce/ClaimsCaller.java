package io.eunomia.archimedes.enforce;

import io.eunomia.policy.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes users of verified claims. A claim of another type than it should have is refused. */
final class ClaimsCaller {
  private ClaimsCaller() {}

  static Caller of(Map<String, ? extends @Nullable Object> claims, ClaimNames names) {
    String userId = string(claims, names.userId());
    if (userId == null || userId.isBlank()) {
      throw new AuthenticationException("the claim " + names.userId() + " is missing");
    }
    return new Caller.User(
        userId,
        string(claims, names.email()),
        string(claims, names.name()),
        strings(claims, names.roles()),
        strings(claims, names.groups()),
        string(claims, names.tenantId()));
  }

  private static @Nullable String string(
      Map<String, ? extends @Nullable Object> claims, String claim) {
    Object value = claims.get(claim);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new AuthenticationException("the claim " + claim + " is not a string");
  }

  private static List<String> strings(
      Map<String, ? extends @Nullable Object> claims, String claim) {
    Object value = claims.get(claim);
    if (value == null) {
      return List.of();
    }
    List<String> strings = new ArrayList<>();
    // A single string is not taken for one role: it may be several with spaces between them.
    if (value instanceof Collection<?> elements) {
      for (Object element : elements) {
        if (element instanceof String string) {
          strings.add(string);
        }
      }
      if (strings.size() == elements.size()) {
        return strings;
      }
    }
    throw new AuthenticationException("the claim " + claim + " is not an array of strings");
  }
}
