package io.eunomia.archimedes.pull;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param uri what it was asked for
 * @param body as long as it may be; of an error perhaps only its beginning
 */
record Answer(URI uri, int status, HttpHeaders headers, byte[] body) {
  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** The media type without parameters, in lower case; empty if there is none. */
  String mediaType() {
    String value = header("Content-Type").orElse("");
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /** Where it came from, as it may be shown: what is behind the question mark may be a secret. */
  String where() {
    return where(uri);
  }

  static String where(URI uri) {
    return Printable.of(uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath());
  }

  @Override
  public String toString() {
    return status + " from " + where();
  }
}
