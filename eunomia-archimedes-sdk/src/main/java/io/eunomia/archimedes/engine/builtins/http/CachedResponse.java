package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A response that is kept from one evaluation to another.
 *
 * @param response as the server sent it
 * @param value what the policy gets, decoded already; null if it is to be decoded each time
 * @param freshness how long it is good
 */
record CachedResponse(Response response, @Nullable Value value, Freshness freshness) {
  private static final int OVERHEAD = 512;
  private static final int DECODED = 8;

  /** How much memory it takes, about. */
  long bytes() {
    long size = OVERHEAD;
    for (var header : response.headers().entrySet()) {
      size += 64 + header.getKey().length();
      for (String one : header.getValue()) {
        size += 64 + one.length();
      }
    }
    return size + (value == null ? 1L : DECODED) * response.body().length;
  }
}
