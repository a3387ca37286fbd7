package io.eunomia.archimedes.engine.builtins.uri;

/**
 * A URI (RFC 3986) in its parts. What was not there is empty. Immutable.
 *
 * @param scheme in lower case
 * @param opaque what follows a scheme without a slash: {@code mailto:}<i>this</i>
 * @param hasUser whether there is a user, who may be empty
 * @param user the user, and the password after a colon, escaped
 * @param host with its port
 * @param path without escapes
 * @param rawPath the path as it was written, if escaping it anew gives another text
 * @param escapedPath the path with escapes
 * @param rawQuery the query as it was written
 * @param fragment without escapes
 * @param rawFragment the fragment as it was written, if escaping it anew gives another text
 * @param omitHost whether there is a scheme and a path but no place for a host: {@code file:/x}
 * @param forceQuery whether there is an empty query
 */
public record Uri(
    String scheme,
    String opaque,
    boolean hasUser,
    String user,
    String host,
    String path,
    String rawPath,
    String escapedPath,
    String rawQuery,
    String fragment,
    String rawFragment,
    boolean omitHost,
    boolean forceQuery) {

  /**
   * Reads one, absolute or relative.
   *
   * @throws MalformedUriException in Go's words
   */
  public static Uri parse(String text) throws MalformedUriException {
    return UriParser.parse(text);
  }

  /** The host without its port and without the brackets of an address. */
  public String hostname() {
    String name = host.substring(0, portAt());
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  /** The port, or an empty text. */
  public String port() {
    int colon = portAt();
    return colon == host.length() ? "" : host.substring(colon + 1);
  }

  private int portAt() {
    int colon = host.lastIndexOf(':');
    return colon >= 0 && isPort(host.substring(colon)) ? colon : host.length();
  }

  /** Whether this is nothing, or a colon and digits. */
  static boolean isPort(String text) {
    return text.isEmpty()
        || (text.charAt(0) == ':'
            && text.substring(1).chars().allMatch(c -> UriPart.isDigit((char) c)));
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Puts it together again. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (!scheme.isEmpty()) {
      text.append(scheme).append(':');
    }
    if (!opaque.isEmpty()) {
      text.append(opaque);
    } else {
      authority(text);
      if (!escapedPath.isEmpty() && escapedPath.charAt(0) != '/' && !host.isEmpty()) {
        text.append('/');
      }
      text.append(escapedPath);
    }
    if (forceQuery || !rawQuery.isEmpty()) {
      text.append('?').append(rawQuery);
    }
    if (!fragment.isEmpty()) {
      text.append('#');
      text.append(
          !rawFragment.isEmpty() && UriPart.FRAGMENT.isEscaped(rawFragment)
              ? rawFragment
              : UriPart.FRAGMENT.escape(fragment));
    }
    return text.toString();
  }

  private void authority(StringBuilder text) {
    boolean nobody = host.isEmpty() && !hasUser;
    if (nobody && (scheme.isEmpty() || omitHost || path.isEmpty())) {
      return;
    }
    text.append("//");
    if (hasUser) {
      text.append(user).append('@');
    }
    text.append(host);
  }
}
