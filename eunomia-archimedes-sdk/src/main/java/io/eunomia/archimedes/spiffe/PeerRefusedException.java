package io.eunomia.archimedes.spiffe;

import java.security.cert.CertificateException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A peer whose certificate does not prove that it is a workload that may be talked to.
 *
 * <p>In a handshake it is the cause of the {@link javax.net.ssl.SSLHandshakeException} that this
 * side sees. The peer is told no more than a TLS alert.
 */
public final class PeerRefusedException extends CertificateException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_CAUSES = 32;

  private final Code code;

  /** With why. */
  public PeerRefusedException(Code code, String message) {
    this(code, message, null);
  }

  /** With why, and what was behind it. */
  public PeerRefusedException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Why, for programs. */
  public Code code() {
    return code;
  }

  /**
   * Looks for a refusal among the causes of a connection's failure.
   *
   * @return empty if it failed for another reason
   */
  public static Optional<PeerRefusedException> behind(Throwable failure) {
    Throwable each = failure;
    for (int i = 0; i < MAX_CAUSES && each != null; i++) {
      if (each instanceof PeerRefusedException refusal) {
        return Optional.of(refusal);
      }
      each = each.getCause();
    }
    return Optional.empty();
  }

  /** Why a peer is refused. */
  public enum Code {
    /**
     * It has no certificate. Java's TLS ends such a handshake by itself: only {@link
     * WorkloadIdentity#verify} says this.
     */
    NO_CERTIFICATE,
    /**
     * Its certificate is not that of a workload: no URI SAN, several, no SPIFFE id, an authority.
     */
    NOT_AN_SVID,
    /** Nobody that is trusted to speak for its trust domain signed its certificate. */
    UNKNOWN_AUTHORITY,
    /** Its certificate, or one between it and the authority, is not valid any more. */
    EXPIRED,
    /** Its certificate, or one between it and the authority, is not valid yet. */
    NOT_YET_VALID,
    /** It is somebody else than it must be. */
    UNEXPECTED_ID
  }
}
