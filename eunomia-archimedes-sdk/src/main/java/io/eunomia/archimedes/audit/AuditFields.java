package io.eunomia.archimedes.audit;

import io.eunomia.policy.HeaderAllowlist;
import java.util.Set;

/**
 * Which values of a request may stand in the audit log, each by its name. None unless said.
 *
 * <p>Immutable and thread-safe. Headers that carry credentials never reach a policy, nor this log.
 *
 * @param headers names in lower case
 * @param context names of members of the context
 */
public record AuditFields(Set<String> headers, Set<String> context) {
  private static final AuditFields NONE = new AuditFields(Set.of(), Set.of());

  /**
   * @throws IllegalArgumentException for a header that carries credentials, or is no header's name
   */
  public AuditFields {
    headers = Set.copyOf(HeaderAllowlist.of(headers).names());
    context = Set.copyOf(context);
  }

  /** No value at all. */
  public static AuditFields none() {
    return NONE;
  }

  /** These headers, and no others. */
  public AuditFields withHeaders(String... names) {
    return new AuditFields(Set.of(names), context);
  }

  /** These members of the context, and no others. */
  public AuditFields withContext(String... names) {
    return new AuditFields(headers, Set.of(names));
  }
}
