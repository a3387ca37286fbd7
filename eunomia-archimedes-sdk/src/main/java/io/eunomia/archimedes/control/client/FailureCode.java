package io.eunomia.archimedes.control.client;

/** Why an instance was not asked, or not understood, as far as the instance does not say itself. */
public enum FailureCode {
  /** There is no connection, or it broke. */
  CONNECTION_FAILED,
  /** It took too long. */
  TIMEOUT,
  /** Who answers is not who it must be: its certificate is not accepted. */
  PEER_REFUSED,
  /** The other side ended the handshake: it does not accept this side's certificate. */
  TLS_REFUSED,
  /** There is no TLS 1.3 to be had. */
  TLS_FAILED,
  /** What was answered is not what a control plane answers. */
  INVALID_ANSWER,
  /** It says that another bundle is active than the one that it was sent. */
  ACKNOWLEDGED_OTHER
}
