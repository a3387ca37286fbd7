package io.eunomia.policy;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Policy inputs in JSON. */
final class PolicyInputJson {
  private static final Set<String> KNOWN =
      Set.of(
          "caller",
          "service",
          "operation_id",
          "method",
          "path",
          "headers",
          "environment",
          "context",
          "timestamp",
          "request_id");

  // Two readers of a duplicate field may take different ones: refuse it. Decimals stay exact.
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private PolicyInputJson() {}

  static PolicyInput parse(String json) {
    try {
      return read(READER.readTree(json));
    } catch (JsonProcessingException e) {
      throw notJson(e);
    }
  }

  static PolicyInput parse(byte[] json) {
    try {
      return read(READER.readTree(json));
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  static PolicyInput read(@Nullable JsonNode json) {
    if (json == null) {
      throw new PolicyInputException("", "must be an object");
    }
    Fields fields = Fields.of("", json);
    fields.allowOnly(KNOWN);
    PolicyInput.Builder builder =
        PolicyInput.builder(
            CallerJson.read(fields.required("caller")),
            fields.string("service"),
            fields.string("operation_id"),
            fields.string("method"),
            fields.string("path"));
    JsonNode headers = fields.get("headers");
    if (headers != null) {
      Fields.of("headers", headers);
      headers
          .properties()
          .forEach(
              header ->
                  builder.header(
                      header.getKey(),
                      Fields.text("headers." + header.getKey(), header.getValue())));
    }
    JsonNode context = fields.get("context");
    if (context != null) {
      Fields.of("context", context);
      context.properties().forEach(member -> builder.context(member.getKey(), member.getValue()));
    }
    String environment = fields.optionalString("environment");
    if (environment != null) {
      builder.environment(environment);
    }
    String timestamp = fields.optionalString("timestamp");
    if (timestamp != null) {
      builder.timestamp(Timestamps.parse(timestamp));
    }
    String requestId = fields.optionalString("request_id");
    if (requestId != null) {
      builder.requestId(requestId);
    }
    return builder.build();
  }

  static ObjectNode write(PolicyInput input) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("caller", input.caller().toJson());
    json.put("service", input.service())
        .put("operation_id", input.operationId())
        .put("method", input.method())
        .put("path", input.path());
    if (!input.headers().isEmpty()) {
      ObjectNode headers = json.putObject("headers");
      input.headers().forEach(headers::put);
    }
    json.put("environment", input.environment());
    if (!input.context().isEmpty()) {
      json.set("context", ContextValues.toJson(input.context()));
    }
    return json.put("timestamp", input.timestamp().toString()).put("request_id", input.requestId());
  }

  private static PolicyInputException notJson(IOException cause) {
    if (!(cause instanceof JsonProcessingException parsing)) {
      return new PolicyInputException("", "is not valid JSON: " + cause.getMessage());
    }
    JsonLocation at = parsing.getLocation();
    String place =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    return new PolicyInputException(
        "", "is not valid JSON: " + parsing.getOriginalMessage() + place);
  }
}
