package io.eunomia.archimedes.pull;

import io.eunomia.bundle.BundleDigest;
import java.util.Map;

/**
 * A bundle as it came from a registry. Its bytes are those that the manifest announces; whether
 * they are a bundle, whose, and by whom, nobody looked at yet.
 *
 * @param bytes of the {@code bundle.tar.gz}; not copied
 * @param digest of these bytes
 * @param manifestDigest {@code sha256:HEX} of the manifest
 * @param annotations of the manifest, as whoever published it wrote them: unverified, and of any
 *     characters
 * @param state what to give to the next pull
 */
public record PulledBundle(
    byte[] bytes,
    BundleDigest digest,
    String manifestDigest,
    Map<String, String> annotations,
    PullState state)
    implements PullResult {

  /** With a copy of the annotations. */
  public PulledBundle {
    annotations = Map.copyOf(annotations);
  }

  /** Reference and digests; not the bytes. */
  @Override
  public String toString() {
    return "PulledBundle[" + state.reference() + ", " + digest + ", " + bytes.length + " bytes]";
  }
}
