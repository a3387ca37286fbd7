package io.eunomia.archimedes.envelope;

import java.net.URI;

/** Finds the path of a request to the JDK's HTTP server, as it came. */
public final class RawPath {
  private RawPath() {}

  /**
   * The path, not decoded and without the query; empty if there is none.
   *
   * @param request what the server makes of the request's target
   */
  public static String of(URI request) {
    String path = request.getRawPath() == null ? "" : request.getRawPath();
    // The server takes "//a/b" for the path "/b" of a host; as it came it has two slashes.
    return request.getScheme() == null && request.getRawAuthority() != null
        ? "//" + request.getRawAuthority() + path
        : path;
  }
}
