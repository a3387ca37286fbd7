package io.eunomia.archimedes.engine.builtins.aws;

import io.eunomia.archimedes.engine.builtins.uri.Uri;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to AWS.
 *
 * @param method of HTTP, as it will be sent
 * @param uri where to
 * @param headers as they will be sent
 * @param text the body; empty if there is none
 * @param signsBody whether the signature covers the body
 */
public record AwsRequest(
    String method, Uri uri, Map<String, String> headers, String text, boolean signsBody) {
  /** Copies the headers. */
  public AwsRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  byte[] body() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
