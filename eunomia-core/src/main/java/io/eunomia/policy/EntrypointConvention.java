package io.eunomia.policy;

import org.jspecify.annotations.Nullable;

/**
 * Where a service's policy is: its directory, its package, and the rules that are asked.
 *
 * <p>{@code users-service} is a directory of that name and the package {@code users_service.authz};
 * {@code users_service/authz/allow} must be {@code true} to allow, and {@code
 * users_service/authz/deny_reason} says why not. Immutable and thread-safe.
 *
 * @param service the service's name, which is also its directory's
 */
public record EntrypointConvention(String service) {
  /** The directory of libraries that all services share; not a service. */
  public static final String SHARED_DIRECTORY = "common";

  private static final int MAX_LENGTH = 128;

  /**
   * @throws IllegalArgumentException if no package can be named after the service
   */
  public EntrypointConvention {
    if (!isServiceName(service)) {
      throw new IllegalArgumentException(
          "'"
              + service
              + "' cannot name a service: letters, digits, '-' and '_', starting with a letter, at"
              + " most "
              + MAX_LENGTH);
    }
  }

  /** The convention for a service. */
  public static EntrypointConvention of(String service) {
    return new EntrypointConvention(service);
  }

  /** The convention for what may be a service's name; null if it cannot be one. */
  public static @Nullable EntrypointConvention find(String service) {
    return isServiceName(service) ? of(service) : null;
  }

  /** Whether a directory of this name can be a service's. */
  public static boolean isServiceName(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH || name.equals(SHARED_DIRECTORY)) {
      return false;
    }
    return isLetter(name.charAt(0))
        && name.chars()
            .allMatch(c -> isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_');
  }

  /** What the service owns below {@code data}: {@code users_service}. */
  public String root() {
    return service.replace('-', '_');
  }

  /** The package of the policy: {@code users_service.authz}. */
  public String packageName() {
    return root() + ".authz";
  }

  /** The package of its tests: {@code users_service.authz_test}. */
  public String testPackageName() {
    return root() + ".authz_test";
  }

  /** The entrypoint that allows; every policy has it. */
  public String allow() {
    return root() + "/authz/allow";
  }

  /** The entrypoint that says why not; a policy may have it. */
  public String denyReason() {
    return root() + "/authz/deny_reason";
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
