package io.eunomia.archimedes.envelope;

import io.eunomia.policy.UuidV7;
import java.util.List;

/** Finds a request's own id, or makes one. */
public final class RequestIds {
  /** Where a request's id is by convention. */
  public static final String HEADER = "x-request-id";

  private static final int MAX_LENGTH = 128;

  private RequestIds() {}

  /**
   * The id that a request came with, if it can go to logs as it is; else a new UUID of version 7.
   *
   * @param values of the header that has the id
   */
  public static String of(List<String> values) {
    return values.size() == 1 && isPrintable(values.get(0)) ? values.get(0) : next();
  }

  /** A new id. */
  public static String next() {
    return UuidV7.next().toString();
  }

  /** Whether a name from outside can go to logs as it is: 1 to 128 visible ASCII characters. */
  public static boolean isPrintable(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_LENGTH
        && id.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
