package io.eunomia.archimedes.activation;

import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;

/** What is to become the active policy: a bundle's parts that matter here. Not copied. */
public final class Candidate {
  private final PolicyIdentity identity;
  private final long sequence;
  private final byte[] wasm;
  private final byte[] data;

  /**
   * From a bundle's parts.
   *
   * @param identity what it says that it is
   * @param sequence its place in the order of its service's bundles
   * @param wasm the module
   * @param data the JSON that is {@code data}
   */
  public Candidate(PolicyIdentity identity, long sequence, byte[] wasm, byte[] data) {
    this.identity = identity;
    this.sequence = sequence;
    this.wasm = wasm;
    this.data = data;
  }

  /**
   * From a bundle.
   *
   * @param digest of the whole file
   * @param service whose policy it is if it does not say so, as bundles of other compilers
   * @param entrypoint the entrypoint whose module is wanted
   * @throws ActivationException if there is no module in it
   */
  public static Candidate of(
      Bundle bundle, BundleDigest digest, String service, String entrypoint) {
    BundleFile wasm =
        bundle.manifest().wasm().stream()
            .filter(named -> named.entrypoint().equals(entrypoint))
            .findFirst()
            .map(named -> bundle.file(named.module()))
            .orElse(bundle.wasm());
    if (wasm == null) {
      throw new ActivationException(
          Code.BUNDLE_INVALID, "the bundle has no compiled policy for " + entrypoint);
    }
    EunomiaMetadata metadata = bundle.manifest().eunomia();
    PolicyIdentity identity =
        new PolicyIdentity(
            metadata == null || metadata.service().isEmpty() ? service : metadata.service(),
            metadata == null ? "" : metadata.version(),
            bundle.manifest().revision(),
            digest.toString());
    return new Candidate(
        identity, metadata == null ? 0 : metadata.sequence(), wasm.bytes(), bundle.data().bytes());
  }

  /** What it says that it is. */
  public PolicyIdentity identity() {
    return identity;
  }

  /** Its place in the order of its service's bundles. */
  public long sequence() {
    return sequence;
  }

  byte[] wasm() {
    return wasm;
  }

  byte[] data() {
    return data;
  }
}
