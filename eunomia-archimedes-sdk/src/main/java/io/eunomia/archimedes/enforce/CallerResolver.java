package io.eunomia.archimedes.enforce;

import io.eunomia.policy.Caller;
import java.util.Optional;

/** Tells who asks, by what was proved and not by what was claimed. Thread-safe. */
@FunctionalInterface
public interface CallerResolver {
  /**
   * The caller; empty if the request does not say who that is.
   *
   * @throws AuthenticationException if it says so, and it is not true or cannot be verified
   */
  Optional<Caller> resolve(RequestView request);
}
