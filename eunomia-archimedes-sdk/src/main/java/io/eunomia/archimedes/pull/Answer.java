package io.eunomia.archimedes.pull;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;

/** What a server answered. */
final class Answer {
  private final URI uri;
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  Answer(URI uri, int status, HttpHeaders headers, byte[] body) {
    this.uri = uri;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** What it was asked for. */
  URI uri() {
    return uri;
  }

  int status() {
    return status;
  }

  HttpHeaders headers() {
    return headers;
  }

  /** As long as it may be; of an error perhaps only its beginning. */
  byte[] body() {
    return body;
  }

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
