package io.eunomia.archimedes.activation;

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
