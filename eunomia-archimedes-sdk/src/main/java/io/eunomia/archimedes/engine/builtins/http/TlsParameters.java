package io.eunomia.archimedes.engine.builtins.http;

import java.util.List;

/**
 * How servers are known, and who asks. Not shown as text, as there may be a key in it.
 *
 * @param systemAuthorities whether those that the JVM trusts are trusted
 * @param authorities PEM; others that are trusted
 * @param certificate PEM of the client's certificate, or empty
 * @param key PEM of its key, or empty
 * @param insecure whether nothing is verified
 * @param serverName who the server must be, or empty: who the URL or the header Host says
 */
record TlsParameters(
    boolean systemAuthorities,
    List<String> authorities,
    String certificate,
    String key,
    boolean insecure,
    String serverName) {
  TlsParameters {
    authorities = List.copyOf(authorities);
  }

  /** For another server, to whom the client does not show itself. */
  TlsParameters ofAnotherServer() {
    return new TlsParameters(systemAuthorities, authorities, "", "", insecure, "");
  }

  @Override
  public String toString() {
    return "TlsParameters";
  }
}
