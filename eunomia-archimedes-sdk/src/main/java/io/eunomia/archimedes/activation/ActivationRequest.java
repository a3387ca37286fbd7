package io.eunomia.archimedes.activation;

import io.eunomia.bundle.BundleDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that somebody wants to be active. Immutable, but for the bytes, which are not copied.
 */
public final class ActivationRequest {
  /** The actor of what the embedding program does itself. */
  public static final String LOCAL_ACTOR = "local";

  private final byte[] bundle;
  private final @Nullable BundleDigest expected;
  private final ActivationSource source;
  private final String actor;
  private final @Nullable String deploymentId;

  /**
   * A bundle from anywhere.
   *
   * @param bundle the bytes of a {@code bundle.tar.gz}
   * @param expected the digest that the sender says they have, or null if nobody says one
   * @param source where it came from
   * @param actor who wants it: a SPIFFE id, a registry's reference, or {@code local}
   * @param deploymentId the sender's name for what this is part of, or null
   */
  public ActivationRequest(
      byte[] bundle,
      @Nullable BundleDigest expected,
      ActivationSource source,
      String actor,
      @Nullable String deploymentId) {
    this.bundle = Objects.requireNonNull(bundle, "bundle");
    this.expected = expected;
    this.source = Objects.requireNonNull(source, "source");
    this.actor = Objects.requireNonNull(actor, "actor");
    this.deploymentId = deploymentId;
  }

  /** A bundle that the embedding program has. */
  public static ActivationRequest local(byte[] bundle) {
    return new ActivationRequest(bundle, null, ActivationSource.LOCAL, LOCAL_ACTOR, null);
  }

  /** A bundle that was sent. */
  public static ActivationRequest push(
      byte[] bundle, BundleDigest expected, String actor, @Nullable String deploymentId) {
    return new ActivationRequest(bundle, expected, ActivationSource.PUSH, actor, deploymentId);
  }

  /** A bundle that was fetched from a registry. */
  public static ActivationRequest pulled(byte[] bundle, BundleDigest expected, String reference) {
    return new ActivationRequest(bundle, expected, ActivationSource.REGISTRY, reference, null);
  }

  /** A bundle that was remembered. */
  public static ActivationRequest stored(byte[] bundle, BundleDigest expected) {
    return new ActivationRequest(bundle, expected, ActivationSource.STORE, LOCAL_ACTOR, null);
  }

  /** The bundle's bytes. */
  public byte[] bundle() {
    return bundle;
  }

  /** The digest that they should have, or null. */
  public @Nullable BundleDigest expected() {
    return expected;
  }

  /** Where it came from. */
  public ActivationSource source() {
    return source;
  }

  /** Who wants it. */
  public String actor() {
    return actor;
  }

  /** What it is part of, or null. */
  public @Nullable String deploymentId() {
    return deploymentId;
  }

  @Override
  public String toString() {
    return source.json() + " by " + actor + ", " + bundle.length + " bytes";
  }
}
