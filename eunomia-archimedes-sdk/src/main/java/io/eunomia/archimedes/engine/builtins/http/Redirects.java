package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.net.NetworkException;
import io.eunomia.archimedes.engine.builtins.uri.MalformedUriException;
import io.eunomia.archimedes.engine.builtins.uri.Uri;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where redirects lead, as Go's client follows them. */
final class Redirects {
  /** So many, and then it is an error. */
  static final int MAX = 10;

  private static final Set<String> CREDENTIALS = Set.of("Authorization", "Cookie", "Host");
  private static final Set<String> OF_BODY =
      Set.of("Content-Type", "Content-Encoding", "Content-Language", "Content-Location");

  private Redirects() {}

  /** The request that asks where a response points to; null if it does not point. */
  static @Nullable SendRequest next(SendRequest request, Response response)
      throws NetworkException {
    boolean same = response.code() == 307 || response.code() == 308;
    String location = response.header("location");
    if (location.isEmpty()
        || !(same || response.code() == 301 || response.code() == 302 || response.code() == 303)) {
      return null;
    }
    Uri uri = resolve(request.uri(), location);
    String method = same || request.method().equals("HEAD") ? request.method() : "GET";
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(request.headers());
    TlsParameters tls = request.tls();
    if (!Target.of(uri).isAtSameServer(Target.of(request.uri()))) {
      // Another server is not given what was meant for this one.
      headers.keySet().removeAll(CREDENTIALS);
      tls = tls.ofAnotherServer();
    }
    if (!same) {
      headers.keySet().removeAll(OF_BODY);
    }
    return request.redirected(method, uri, headers, same ? request.body() : null, tls);
  }

  private static Uri resolve(Uri base, String location) throws NetworkException {
    try {
      Uri uri = Uri.parse(absolute(base, location));
      if (!uri.scheme().equals("http") && !uri.scheme().equals("https")) {
        throw NetworkException.failed("unsupported protocol scheme \"" + uri.scheme() + "\"");
      }
      return uri;
    } catch (MalformedUriException e) {
      throw NetworkException.failed("failed to parse the Location header of a redirect");
    }
  }

  /** As RFC 3986, 5.2.2 has it; dots in paths are left to the server. */
  private static String absolute(Uri base, String location) throws MalformedUriException {
    Uri reference = Uri.parse(location);
    if (!reference.scheme().isEmpty()) {
      return location;
    }
    if (location.startsWith("//")) {
      return base.scheme() + ":" + location;
    }
    String server = base.scheme() + "://" + (base.hasUser() ? base.user() + "@" : "") + base.host();
    if (location.startsWith("/")) {
      return server + location;
    }
    String path = base.escapedPath().isEmpty() ? "/" : base.escapedPath();
    boolean samePath = location.startsWith("?") || location.startsWith("#");
    return server + (samePath ? path : path.substring(0, path.lastIndexOf('/') + 1)) + location;
  }
}
