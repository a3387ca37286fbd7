package io.eunomia.bundle.signature;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is between the lines of a PEM file (RFC 7468). */
final class PemBlock {
  private static final int MAX_LENGTH = 64 * 1024;
  private static final String PARAMETERS = "EC PARAMETERS";
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]{1,64})-----(.*?)-----END ([A-Z0-9 ]{1,64})-----", Pattern.DOTALL);
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final String label;
  private final byte[] content;

  private PemBlock(String label, byte[] content) {
    this.label = label;
    this.content = content;
  }

  /**
   * The one key or certificate in a file; its text before and after does not matter.
   *
   * @throws IllegalArgumentException if there is none, if there are several, or if it is encrypted
   */
  static PemBlock parse(String pem) {
    if (pem.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("is larger than a key: " + pem.length() + " characters");
    }
    Matcher matcher = BLOCK.matcher(pem);
    PemBlock found = null;
    while (matcher.find()) {
      String label = matcher.group(1);
      if (label.equals(PARAMETERS)) {
        // openssl ecparam puts the curve's name before the key, which has it too.
        continue;
      }
      if (!label.equals(matcher.group(3))) {
        throw new IllegalArgumentException("begins as " + label + " and ends as something else");
      }
      if (found != null) {
        throw new IllegalArgumentException("has more than one key or certificate");
      }
      found = new PemBlock(label, decode(label, matcher.group(2)));
    }
    if (found == null) {
      throw new IllegalArgumentException("has no key: a PEM file with -----BEGIN … is expected");
    }
    return found;
  }

  /** What it is: {@code PRIVATE KEY}. */
  String label() {
    return label;
  }

  /** What it holds, in DER. */
  byte[] content() {
    return content;
  }

  private static byte[] decode(String label, String body) {
    if (label.equals("ENCRYPTED PRIVATE KEY") || body.contains("ENCRYPTED")) {
      throw new IllegalArgumentException(
          "is encrypted, and passwords are not asked for: decrypt it with openssl pkey first");
    }
    try {
      return Base64.getDecoder().decode(SPACE.matcher(body).replaceAll(""));
    } catch (IllegalArgumentException e) {
      // Without the cause: its message quotes what it found.
      throw new IllegalArgumentException("is damaged: it is not base64 between its lines");
    }
  }

  @Override
  public String toString() {
    return label;
  }
}
