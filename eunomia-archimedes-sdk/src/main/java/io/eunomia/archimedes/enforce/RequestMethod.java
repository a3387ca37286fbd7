package io.eunomia.archimedes.enforce;

import org.jspecify.annotations.Nullable;

/**
 * Tells methods that everyone reads alike from others. HTTP's methods are case-sensitive, and
 * policies see them in upper case: {@code get} would be decided about as {@code GET}, and might be
 * something else to the service.
 */
final class RequestMethod {
  private static final int MAX_LENGTH = 32;

  private RequestMethod() {}

  /** Why a method is refused, in words that follow "the method"; null if it is not. */
  static @Nullable String problem(String method) {
    if (method.isEmpty() || method.length() > MAX_LENGTH) {
      return "is empty or longer than " + MAX_LENGTH + " characters";
    }
    return method.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || c == '-' || c == '_')
        ? null
        : "is not in upper case";
  }
}
