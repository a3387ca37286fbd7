package io.eunomia.archimedes.activation;

import io.eunomia.policy.EntrypointConvention;

/**
 * Which entrypoints are asked.
 *
 * @param allow must be true to allow
 * @param denyReason says why not; a policy need not have it
 */
public record Entrypoints(String allow, String denyReason) {
  /** Those that the convention gives a service. */
  public static Entrypoints of(String service) {
    EntrypointConvention convention = EntrypointConvention.of(service);
    return new Entrypoints(convention.allow(), convention.denyReason());
  }
}
