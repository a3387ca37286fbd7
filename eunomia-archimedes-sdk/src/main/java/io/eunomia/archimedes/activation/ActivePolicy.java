package io.eunomia.archimedes.activation;

import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.bundle.GitCommit;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A policy that decides, or did: all that a decision needs, in one immutable piece.
 *
 * @param identity which policy it is
 * @param sequence its place in the order of its service's bundles
 * @param git the commit that it was built from, or null
 * @param source where its bundle came from
 * @param policy what answers
 * @param allow the number of the entrypoint that allows
 * @param denyReason the number of the entrypoint that says why not, or {@link #NONE}
 * @param activatedAt when it became active
 */
public record ActivePolicy(
    PolicyIdentity identity,
    long sequence,
    @Nullable GitCommit git,
    ActivationSource source,
    LoadedPolicy policy,
    int allow,
    int denyReason,
    Instant activatedAt) {
  /** No entrypoint. */
  public static final int NONE = -1;

  /** The same, active again since then. */
  public ActivePolicy reactivatedAt(Instant time) {
    return new ActivePolicy(identity, sequence, git, source, policy, allow, denyReason, time);
  }
}
