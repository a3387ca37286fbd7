package io.eunomia.archimedes.pull;

import io.eunomia.bundle.BundleDigest;
import java.util.Map;

/**
 * A bundle as it came from a registry. Its bytes are those that the manifest announces; whether
 * they are a bundle, whose, and by whom, nobody looked at yet.
 */
public final class PulledBundle implements PullResult {
  private final byte[] bytes;
  private final Map<String, String> annotations;
  private final PullState state;

  PulledBundle(byte[] bytes, Map<String, String> annotations, PullState state) {
    this.bytes = bytes;
    this.annotations = Map.copyOf(annotations);
    this.state = state;
  }

  /** The bytes of the {@code bundle.tar.gz}; not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** The digest of these bytes, which is the bundle's identity. */
  public BundleDigest digest() {
    return state.bundleDigest();
  }

  /** {@code sha256:HEX} of the manifest. */
  public String manifestDigest() {
    return state.manifestDigest();
  }

  /** The manifest's, as whoever published it wrote them: unverified, and of any characters. */
  public Map<String, String> annotations() {
    return annotations;
  }

  @Override
  public PullState state() {
    return state;
  }

  /** Reference and digest; not the bytes. */
  @Override
  public String toString() {
    return state.reference() + " (" + digest() + ", " + bytes.length + " bytes)";
  }
}
