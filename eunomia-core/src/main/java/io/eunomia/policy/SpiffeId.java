package io.eunomia.policy;

/**
 * A workload's SPIFFE id, taken apart: {@code spiffe://trust-domain/path}.
 *
 * <p>Immutable, thread-safe; equal by its text. Written as the SPIFFE-ID standard has it:
 * lower-case scheme and trust domain, no empty, {@code .} or {@code ..} segment, no
 * percent-encoding, at most 2048 bytes. An id without a path names a trust domain and no workload,
 * and is refused.
 */
public final class SpiffeId {
  private static final String SCHEME = "spiffe://";
  private static final int MAX_LENGTH = 2048;
  private static final int MAX_TRUST_DOMAIN = 255;
  private static final String FIELD = "caller.spiffe_id";

  private final String text;
  private final String trustDomain;
  private final String path;
  private final String serviceName;

  private SpiffeId(String text, String trustDomain, String path, String serviceName) {
    this.text = text;
    this.trustDomain = trustDomain;
    this.path = path;
    this.serviceName = serviceName;
  }

  /**
   * Reads an id.
   *
   * @throws PolicyInputException if it is not the id of a workload
   */
  public static SpiffeId parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw invalid("is longer than " + MAX_LENGTH + " characters");
    }
    if (!text.startsWith(SCHEME)) {
      throw invalid("must start with " + SCHEME);
    }
    int slash = text.indexOf('/', SCHEME.length());
    String trustDomain = text.substring(SCHEME.length(), slash < 0 ? text.length() : slash);
    checkTrustDomain(trustDomain);
    if (slash < 0) {
      throw invalid("names a trust domain and no workload");
    }
    String path = text.substring(slash);
    checkSegments(path);
    // The account of a Kubernetes id is its last segment too: one rule gives both names.
    return new SpiffeId(text, trustDomain, path, path.substring(path.lastIndexOf('/') + 1));
  }

  /** The trust domain: {@code example.org}. */
  public String trustDomain() {
    return trustDomain;
  }

  /** The path, with its leading slash. */
  public String path() {
    return path;
  }

  /**
   * The service account of a Kubernetes id ({@code /ns/NAMESPACE/sa/ACCOUNT}), else the last
   * segment of the path.
   */
  public String serviceName() {
    return serviceName;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpiffeId that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The id as it was read. */
  @Override
  public String toString() {
    return text;
  }

  private static void checkTrustDomain(String trustDomain) {
    if (trustDomain.isEmpty()) {
      throw invalid("has no trust domain");
    }
    if (trustDomain.length() > MAX_TRUST_DOMAIN) {
      throw invalid("has a trust domain longer than " + MAX_TRUST_DOMAIN + " characters");
    }
    for (int i = 0; i < trustDomain.length(); i++) {
      char c = trustDomain.charAt(i);
      if (!((c >= 'a' && c <= 'z') || isDigitOrMark(c))) {
        throw invalid("has a trust domain with a character other than a-z, 0-9, '.', '-', '_'");
      }
    }
  }

  private static void checkSegments(String path) {
    int start = 1;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      checkSegment(path.substring(start, end));
      start = end + 1;
    }
  }

  private static void checkSegment(String segment) {
    if (segment.isEmpty()) {
      throw invalid("has an empty path segment");
    }
    if (segment.equals(".") || segment.equals("..")) {
      throw invalid("has a relative path segment");
    }
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigitOrMark(c))) {
        throw invalid("has a path with a character other than a-z, A-Z, 0-9, '.', '-', '_'");
      }
    }
  }

  private static boolean isDigitOrMark(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  }

  private static PolicyInputException invalid(String problem) {
    return new PolicyInputException(FIELD, problem);
  }
}
