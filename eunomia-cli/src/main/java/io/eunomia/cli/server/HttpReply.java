package io.eunomia.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;

/**
 * What is answered.
 *
 * @param body not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpReply(int status, String contentType, byte[] body) {
  static HttpReply json(int status, JsonNode body) {
    return new HttpReply(status, "application/json", utf8(body.toString()));
  }

  static HttpReply text(int status, String contentType, String body) {
    return new HttpReply(status, contentType, utf8(body));
  }

  /** An error as OPA's REST API has it. */
  static HttpReply error(int status, String code, String message) {
    return json(
        status, JsonNodeFactory.instance.objectNode().put("code", code).put("message", message));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
