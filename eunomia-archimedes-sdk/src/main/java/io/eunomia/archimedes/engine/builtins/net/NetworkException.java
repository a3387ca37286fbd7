package io.eunomia.archimedes.engine.builtins.net;

/**
 * Something that could not be sent or looked up. The message is for whoever writes the policy: it
 * names hosts, never a header, a body or what is behind a question mark.
 */
public final class NetworkException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What kinds there are. */
  public enum Kind {
    /** The request is not one that can be sent. */
    INVALID,
    /** It may not be sent, or not to there. */
    REFUSED,
    /** There is no answer, or none that is one. */
    FAILED,
    /** There is no whole answer in time. */
    TIMEOUT
  }

  private NetworkException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** A request that is none. */
  public static NetworkException invalid(String message) {
    return new NetworkException(Kind.INVALID, message);
  }

  /** A request that may not be. */
  public static NetworkException refused(String message) {
    return new NetworkException(Kind.REFUSED, message);
  }

  /** A request that failed. */
  public static NetworkException failed(String message) {
    return new NetworkException(Kind.FAILED, message);
  }

  /** A request that took too long. */
  public static NetworkException timeout() {
    return new NetworkException(Kind.TIMEOUT, "request timed out");
  }

  /** What kind it is. */
  public Kind kind() {
    return kind;
  }

  /** Whether the network was behind it, and not the request itself. */
  public boolean isOfNetwork() {
    return kind == Kind.FAILED || kind == Kind.TIMEOUT;
  }
}
