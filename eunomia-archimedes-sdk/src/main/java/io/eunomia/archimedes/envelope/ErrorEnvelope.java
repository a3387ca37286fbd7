package io.eunomia.archimedes.envelope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What whoever asked gets if the request was refused. Immutable and thread-safe.
 *
 * @param code what is wrong, for programs
 * @param message what is wrong, for people; nothing that they may not know
 * @param requestId the request's id
 * @param traceId the trace's id, 32 hexadecimal digits; empty if there is no trace
 * @param operationId the operation that was asked for; empty if it is not known
 * @param details strings and lists of strings by name
 * @param timestamp when it was refused
 */
public record ErrorEnvelope(
    ErrorCode code,
    String message,
    String requestId,
    String traceId,
    String operationId,
    Map<String, Object> details,
    Instant timestamp) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Copies the details. */
  public ErrorEnvelope {
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }

  /** The HTTP status of the answer. */
  public int httpStatus() {
    return code.httpStatus();
  }

  /** The HTTP answer's body: a flat JSON object in UTF-8. */
  public byte[] toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("code", code.name())
            .put("message", message)
            .put("request_id", requestId)
            .put("trace_id", traceId)
            .put("operation_id", operationId);
    json.set("details", MAPPER.valueToTree(details));
    return write(json.put("timestamp", timestamp.toString()));
  }

  /** The details as JSON text, for where there is only text. */
  public String detailsJson() {
    return new String(write(MAPPER.valueToTree(details)), StandardCharsets.UTF_8);
  }

  private static byte[] write(ObjectNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree cannot be written", e);
    }
  }
}
