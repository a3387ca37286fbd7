package io.eunomia.archimedes.enforce;

import java.util.Objects;

/**
 * What a token calls the parts of a user. Immutable.
 *
 * @param userId a string; must be there
 * @param email a string
 * @param name a string
 * @param roles an array of strings
 * @param groups an array of strings
 * @param tenantId a string
 */
public record ClaimNames(
    String userId, String email, String name, String roles, String groups, String tenantId) {
  private static final ClaimNames STANDARD =
      new ClaimNames("sub", "email", "name", "roles", "groups", "tenant_id");

  public ClaimNames {
    Objects.requireNonNull(userId, "userId");
  }

  /**
   * The names of OpenID Connect Core and RFC 9068: {@code sub}, {@code email}, {@code name}, {@code
   * roles}, {@code groups}; and {@code tenant_id}.
   */
  public static ClaimNames standard() {
    return STANDARD;
  }

  /** The same with the user's id by another name. */
  public ClaimNames withUserId(String claim) {
    return new ClaimNames(claim, email, name, roles, groups, tenantId);
  }

  /** The same with the roles by another name. */
  public ClaimNames withRoles(String claim) {
    return new ClaimNames(userId, email, name, claim, groups, tenantId);
  }

  /** The same with the groups by another name. */
  public ClaimNames withGroups(String claim) {
    return new ClaimNames(userId, email, name, roles, claim, tenantId);
  }

  /** The same with the tenant's id by another name. */
  public ClaimNames withTenantId(String claim) {
    return new ClaimNames(userId, email, name, roles, groups, claim);
  }
}
