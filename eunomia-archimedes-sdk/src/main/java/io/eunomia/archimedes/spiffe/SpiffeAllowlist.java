package io.eunomia.archimedes.spiffe;

import io.eunomia.policy.SpiffeId;
import java.util.Collection;
import java.util.Set;

/**
 * The workloads that may do something, each by its whole id: there are no patterns. An empty list
 * allows nobody.
 *
 * <p>Immutable, thread-safe.
 */
public final class SpiffeAllowlist {
  private final Set<SpiffeId> ids;

  private SpiffeAllowlist(Set<SpiffeId> ids) {
    this.ids = ids;
  }

  /** Exactly these. */
  public static SpiffeAllowlist of(Collection<SpiffeId> ids) {
    return new SpiffeAllowlist(Set.copyOf(ids));
  }

  /** Whether it is one of them. */
  public boolean permits(SpiffeId id) {
    return ids.contains(id);
  }

  /** All of them, in no order. */
  public Set<SpiffeId> ids() {
    return ids;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpiffeAllowlist that && that.ids.equals(ids);
  }

  @Override
  public int hashCode() {
    return ids.hashCode();
  }

  @Override
  public String toString() {
    return ids.toString();
  }
}
