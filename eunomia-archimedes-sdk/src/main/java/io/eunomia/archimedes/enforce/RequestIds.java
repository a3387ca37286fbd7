package io.eunomia.archimedes.enforce;

import io.eunomia.policy.UuidV7;
import java.util.List;

/** Finds a request's own id, or makes one. */
final class RequestIds {
  private static final int MAX_LENGTH = 128;

  private final String header;

  RequestIds(String header) {
    this.header = header;
  }

  /** The id that the request came with, if it can go to logs as it is; else a new one. */
  String of(RequestView request) {
    List<String> values = request.header(header);
    return values.size() == 1 && isUsable(values.get(0)) ? values.get(0) : next();
  }

  static String next() {
    return UuidV7.next().toString();
  }

  private static boolean isUsable(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_LENGTH
        && id.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
