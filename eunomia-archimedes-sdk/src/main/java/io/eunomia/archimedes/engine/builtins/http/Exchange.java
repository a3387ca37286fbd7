package io.eunomia.archimedes.engine.builtins.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One request and its response over a connection. */
final class Exchange {
  private static final String USER_AGENT = "eunomia-archimedes";

  /** What a policy cannot say, as it is about this connection and not about the request. */
  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "trailer",
          "te",
          "connection",
          "keep-alive",
          "proxy-connection",
          "upgrade");

  private final SendRequest request;
  private final Target target;

  Exchange(SendRequest request, Target target) {
    this.request = request;
    this.target = target;
  }

  /** Writes the request. */
  void write(Connection connection) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head().getBytes(StandardCharsets.UTF_8));
    byte[] body = request.body();
    if (body != null) {
      bytes.writeBytes(body);
    }
    connection.out().write(bytes.toByteArray());
    connection.out().flush();
  }

  private String head() {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(target.path()).append(" HTTP/1.1\r\n");
    field(head, "Host", request.headers().getOrDefault("Host", target.authority()));
    if (!request.headers().containsKey("User-Agent")) {
      field(head, "User-Agent", USER_AGENT);
    }
    if (request.uri().hasUser() && !request.headers().containsKey("Authorization")) {
      field(head, "Authorization", basic(request.uri().user()));
    }
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      if (!OURS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        field(head, header.getKey(), header.getValue());
      }
    }
    byte[] body = request.body();
    if (body != null) {
      field(head, "Content-Length", Integer.toString(body.length));
    } else if (Set.of("POST", "PUT", "PATCH").contains(request.method())) {
      field(head, "Content-Length", "0");
    }
    return head.append("\r\n").toString();
  }

  private static void field(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static String basic(String user) {
    String decoded = URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
    String both = decoded.indexOf(':') < 0 ? decoded + ':' : decoded;
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }
}
