package io.eunomia.archimedes.store;

import io.eunomia.bundle.BundleDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A retained bundle with its bytes. Not a record: an array has no value to compare. */
public final class StoredBundle {
  private final Metadata metadata;
  private final byte[] bytes;

  StoredBundle(Metadata metadata, byte[] bytes) {
    this.metadata = metadata;
    this.bytes = bytes;
  }

  /** Which bundle it is. */
  public Metadata metadata() {
    return metadata;
  }

  /** The bundle, as its digest says. The array is the caller's. */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Which bundle is retained, and how it came here.
   *
   * @param service whose it is
   * @param digest its identity
   * @param size its length in bytes
   * @param version its version; may be empty
   * @param revision the commit it was built from; may be empty
   * @param sequence its place in the order of its service's bundles
   * @param source where it came from when it was last activated
   * @param actor who brought it then
   * @param deploymentId the deployment it came with then, or {@code null}
   * @param activatedAt when it last became active, by an activation or a rollback
   */
  public record Metadata(
      String service,
      BundleDigest digest,
      long size,
      String version,
      String revision,
      long sequence,
      String source,
      String actor,
      @Nullable String deploymentId,
      Instant activatedAt) {}
}
