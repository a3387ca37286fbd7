package io.eunomia.archimedes.spiffe;

import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** A peer whose certificate does not prove that it is a workload that may be talked to. */
public final class PeerRefusedException extends CertificateException {
  private static final long serialVersionUID = 1L;

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

  /** Why a peer is refused. */
  public enum Code {
    /** It has no certificate. */
    NO_CERTIFICATE,
    /**
     * Its certificate is not that of a workload: no URI SAN, several, no SPIFFE id, an authority.
     */
    NOT_AN_SVID,
    /** Nobody that is trusted signed its certificate. */
    UNKNOWN_AUTHORITY,
    /** Its certificate is not valid any more. */
    EXPIRED,
    /** Its certificate is not valid yet. */
    NOT_YET_VALID,
    /** It is somebody else than it must be. */
    UNEXPECTED_ID
  }
}
