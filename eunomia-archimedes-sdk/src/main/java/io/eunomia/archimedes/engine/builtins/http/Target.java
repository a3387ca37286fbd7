package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.net.NetworkException;
import io.eunomia.archimedes.engine.builtins.uri.Uri;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a request goes, and what it asks for there.
 *
 * @param tls whether it goes over TLS
 * @param host a name or an address, without brackets
 * @param port of TCP
 * @param socket the path of a unix socket, or empty
 * @param path what is asked for: path and query, escaped
 */
record Target(boolean tls, String host, int port, String socket, String path) {
  private static final int MAX_PORT = 65_535;
  private static final String SOCKET = "socket=";

  /** What a URL says. */
  static Target of(Uri uri) throws NetworkException {
    return switch (uri.scheme()) {
      case "http" -> new Target(false, host(uri), port(uri, 80), "", path(uri, uri.rawQuery()));
      case "https" -> new Target(true, host(uri), port(uri, 443), "", path(uri, uri.rawQuery()));
      case "unix" -> unix(uri);
      default ->
          throw NetworkException.failed("unsupported protocol scheme \"" + uri.scheme() + "\"");
    };
  }

  private static Target unix(Uri uri) throws NetworkException {
    List<String> others = new ArrayList<>();
    String socket = "";
    for (String parameter : uri.rawQuery().split("&", -1)) {
      if (parameter.startsWith(SOCKET)) {
        socket = decoded(parameter.substring(SOCKET.length()));
      } else if (!parameter.isEmpty()) {
        others.add(parameter);
      }
    }
    if (socket.isEmpty()) {
      throw NetworkException.invalid(
          "a URL of a unix socket says where it is: unix://localhost/?socket=%2Fpath");
    }
    return new Target(false, uri.hostname(), 0, socket, path(uri, String.join("&", others)));
  }

  private static String decoded(String text) throws NetworkException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw NetworkException.invalid("the path of the unix socket has a damaged escape");
    }
  }

  private static String host(Uri uri) throws NetworkException {
    if (uri.hostname().isEmpty()) {
      throw NetworkException.failed("no Host in request URL");
    }
    return uri.hostname();
  }

  private static int port(Uri uri, int usual) throws NetworkException {
    String text = uri.port();
    if (text.isEmpty()) {
      return usual;
    }
    int port = text.length() > 5 ? MAX_PORT + 1 : Integer.parseInt(text);
    if (port < 1 || port > MAX_PORT) {
      throw NetworkException.failed("invalid port " + text);
    }
    return port;
  }

  private static String path(Uri uri, String query) {
    String path = uri.escapedPath().isEmpty() ? "/" : uri.escapedPath();
    String whole = query.isEmpty() && !uri.forceQuery() ? path : path + '?' + query;
    return visible(whole.startsWith("/") || whole.equals("*") ? whole : "/" + whole);
  }

  /** With escapes for whatever would not be one word of ASCII. */
  private static String visible(String text) {
    if (text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7f) {
        out.append((char) b);
      } else {
        out.append("%%%02X".formatted(b & 0xff));
      }
    }
    return out.toString();
  }

  /** What the header Host says of it. */
  String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    boolean usual = port == (tls ? 443 : 80) || !socket.isEmpty();
    return usual ? name : name + ":" + port;
  }

  /** Whether another one is at the same server. */
  boolean isAtSameServer(Target other) {
    return tls == other.tls
        && port == other.port
        && host.equalsIgnoreCase(other.host)
        && socket.equals(other.socket);
  }

  /** As it may be shown: without path and query, which may have secrets in them. */
  @Override
  public String toString() {
    return (socket.isEmpty() ? tls ? "https://" : "http://" : "unix://") + authority();
  }
}
