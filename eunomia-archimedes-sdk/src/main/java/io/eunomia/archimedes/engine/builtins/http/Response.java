package io.eunomia.archimedes.engine.builtins.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server answered.
 *
 * @param code the status
 * @param reason what it says about the status, perhaps nothing
 * @param headers by their names in lower case, each with its values in order
 * @param body empty if there is none; never changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Response(int code, String reason, Map<String, List<String>> headers, byte[] body) {
  Response {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    headers = Collections.unmodifiableMap(copy);
  }

  /** The first value of a header, or an empty text. */
  String header(String name) {
    List<String> values = headers.get(name);
    return values == null ? "" : values.get(0);
  }

  /** All values of a header, one after the other. */
  String headerList(String name) {
    return String.join(",", headers.getOrDefault(name, List.of()));
  }

  /** The same with the headers of another one in place of its own. */
  Response withHeadersOf(Response newer) {
    Map<String, List<String>> merged = new LinkedHashMap<>(headers);
    newer.headers.forEach((name, values) -> merged.put(name, new ArrayList<>(values)));
    // The newer one has no body, and says so.
    List<String> length = headers.get("content-length");
    if (length == null) {
      merged.remove("content-length");
    } else {
      merged.put("content-length", length);
    }
    return new Response(code, reason, merged, body);
  }

  @Override
  public String toString() {
    return "Response[" + code + ", " + body.length + " bytes]";
  }
}
