package io.eunomia.archimedes.control.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an instance says that it is.
 *
 * @param service the service that it decides for
 * @param instance its name
 * @param active the policy that is active, or null
 * @param previousDigest of the bundle that a rollback would go to, or null
 * @param allowed how many decisions allowed
 * @param denied how many denied
 * @param errors how many of these because of an error
 * @param state such as {@code active}
 * @param ready whether it decides
 * @param problems what is not as it should be
 */
public record InstanceStatus(
    String service,
    String instance,
    @Nullable Active active,
    @Nullable String previousDigest,
    long allowed,
    long denied,
    long errors,
    String state,
    boolean ready,
    List<Problem> problems) {
  /** Copies the problems. */
  public InstanceStatus {
    problems = List.copyOf(problems);
  }

  /**
   * A policy that is active.
   *
   * @param digest of its bundle
   * @param version its version
   * @param revision the commit that it was made from
   * @param sequence its place in the order of its service's bundles
   * @param activatedAt since when, RFC 3339
   * @param source where the bundle came from
   */
  public record Active(
      String digest,
      String version,
      String revision,
      long sequence,
      String activatedAt,
      String source) {}

  /**
   * Something that is not as it should be.
   *
   * @param component where
   * @param code for programs
   * @param message for people
   */
  public record Problem(String component, String code, String message) {}
}
