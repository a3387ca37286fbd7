package io.eunomia.archimedes;

import java.util.Locale;

/**
 * Whether a runtime can allow anything, and how sure it can be that its policy is the right one.
 */
public enum RuntimeState {
  /** No policy ever came: everything is denied. */
  EMPTY,
  /** A policy decides, and whoever gives policies is in contact. */
  ACTIVE,
  /** A policy decides, but nobody who gives policies was heard of for too long. */
  STALE,
  /** Nobody was heard of for so long that the policy is not trusted any more: all is denied. */
  FAILED_CLOSED,
  /** The runtime was closed: everything is denied. */
  CLOSED;

  private final String json = name().toLowerCase(Locale.ROOT);

  /** The state in JSON, metrics and logs: {@code failed_closed}. */
  public String json() {
    return json;
  }

  /** Whether a request can be allowed. */
  public boolean decides() {
    return this == ACTIVE || this == STALE;
  }
}
