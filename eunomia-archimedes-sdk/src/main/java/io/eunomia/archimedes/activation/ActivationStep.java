package io.eunomia.archimedes.activation;

/** The steps of an activation, in their order. Requests notice nothing of any but the last. */
public enum ActivationStep {
  /** The file is hashed, and compared with what it should be. */
  DIGEST,
  /** The archive is read, within limits. */
  READ,
  /** Who signed it is found out. */
  SIGNATURE,
  /** It must be this service's, and no older than the active one. */
  IDENTITY,
  /** The module becomes JVM bytecode. */
  COMPILE,
  /** The policy is evaluated until the JVM has compiled what it runs. */
  WARM,
  /** Every entrypoint is tried. */
  SMOKE,
  /** It is remembered. */
  JOURNAL,
  /** Requests see it. */
  PUBLISH
}
