package io.eunomia.archimedes.activation;

import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.bundle.GitCommit;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a bundle that matter to an activation.
 *
 * @param identity what it says that it is
 * @param sequence its place in the order of its service's bundles
 * @param git the commit that it says it was built from, or null
 * @param wasm the module
 * @param data the JSON that is {@code data}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Candidate(
    PolicyIdentity identity, long sequence, @Nullable GitCommit git, byte[] wasm, byte[] data) {
  /**
   * From a bundle.
   *
   * @param digest of the whole file
   * @param service whose policy it is if it does not say so, as bundles of other compilers
   * @param entrypoint the entrypoint whose module is wanted
   * @throws ActivationException if there is no module in it
   */
  static Candidate of(Bundle bundle, BundleDigest digest, String service, String entrypoint) {
    BundleFile wasm =
        bundle.manifest().wasm().stream()
            .filter(named -> named.entrypoint().equals(entrypoint))
            .findFirst()
            .map(named -> bundle.file(named.module()))
            .orElse(bundle.wasm());
    if (wasm == null) {
      throw new ActivationException(
          Code.BUNDLE_INVALID,
          "the bundle has no compiled policy for " + entrypoint + uncompiled(bundle));
    }
    EunomiaMetadata metadata = bundle.manifest().eunomia();
    String named = metadata == null ? "" : metadata.service();
    PolicyIdentity identity =
        new PolicyIdentity(
            named.isEmpty() ? service : named,
            metadata == null ? "" : metadata.version(),
            bundle.manifest().revision(),
            digest.toString());
    return new Candidate(
        identity,
        metadata == null ? 0 : metadata.sequence(),
        metadata == null ? null : metadata.git(),
        wasm.bytes(),
        bundle.data().bytes());
  }

  /** A runtime does not compile: what it runs has been seen by whoever built and signed it. */
  private static String uncompiled(Bundle bundle) {
    boolean plan = bundle.plan() != null;
    return plan || !bundle.sources().isEmpty()
        ? ", only " + (plan ? "a plan" : "sources") + ": build it for the target wasm"
        : "";
  }
}
