package io.eunomia.archimedes.control.client;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eunomia.bundle.BundleDigest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what control planes answer. Members that are not known are for later versions. */
final class AnswerReader {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private AnswerReader() {}

  static JsonNode json(byte[] body) throws InvalidAnswerException {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (IOException e) {
      throw new InvalidAnswerException("the answer is not JSON", e);
    }
    if (!json.isObject()) {
      throw new InvalidAnswerException("the answer is not a JSON object");
    }
    return json;
  }

  static boolean unchanged(JsonNode json) throws InvalidAnswerException {
    String status = string(json, "status");
    if (!status.equals("activated") && !status.equals("unchanged")) {
      throw new InvalidAnswerException("the answer's status is neither activated nor unchanged");
    }
    return status.equals("unchanged");
  }

  static Acknowledgement acknowledgement(JsonNode json) throws InvalidAnswerException {
    return new Acknowledgement(
        digest(json, "digest"),
        string(json, "version"),
        isNull(json.get("previous_digest")) ? null : digest(json, "previous_digest"),
        Duration.ofMillis(number(json, "activation_ms")));
  }

  static InstanceStatus status(JsonNode json) throws InvalidAnswerException {
    JsonNode decisions = object(json, "decisions");
    JsonNode health = object(json, "health");
    return new InstanceStatus(
        string(json, "service"),
        string(json, "instance"),
        isNull(json.get("active")) ? null : active(object(json, "active")),
        isNull(json.get("previous")) ? null : digest(object(json, "previous"), "digest"),
        number(decisions, "allowed"),
        number(decisions, "denied"),
        number(decisions, "errors"),
        string(health, "state"),
        health.path("ready").asBoolean(),
        problems(health.path("problems")));
  }

  /** A string of an error envelope; null if there is none. */
  static @Nullable String text(JsonNode json, String name) {
    JsonNode value = json.get(name);
    return value != null && value.isTextual() ? value.textValue() : null;
  }

  private static InstanceStatus.Active active(JsonNode json) throws InvalidAnswerException {
    return new InstanceStatus.Active(
        digest(json, "digest"),
        string(json, "version"),
        string(json, "revision"),
        number(json, "sequence"),
        string(json, "activated_at"),
        string(json, "source"));
  }

  private static List<InstanceStatus.Problem> problems(JsonNode array)
      throws InvalidAnswerException {
    List<InstanceStatus.Problem> problems = new ArrayList<>();
    for (JsonNode each : array) {
      problems.add(
          new InstanceStatus.Problem(
              string(each, "component"), string(each, "code"), string(each, "message")));
    }
    return problems;
  }

  private static String digest(JsonNode json, String name) throws InvalidAnswerException {
    String text = string(json, name);
    try {
      return BundleDigest.parse(text).toString();
    } catch (IllegalArgumentException e) {
      throw new InvalidAnswerException("the answer's " + name + " is not a digest", e);
    }
  }

  private static String string(JsonNode json, String name) throws InvalidAnswerException {
    String text = text(json, name);
    if (text == null) {
      throw new InvalidAnswerException("the answer has no string " + name);
    }
    return text;
  }

  private static long number(JsonNode json, String name) throws InvalidAnswerException {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new InvalidAnswerException("the answer has no number " + name);
    }
    return value.longValue();
  }

  private static JsonNode object(JsonNode json, String name) throws InvalidAnswerException {
    JsonNode value = json.path(name);
    if (!value.isObject()) {
      throw new InvalidAnswerException("the answer has no object " + name);
    }
    return value;
  }

  private static boolean isNull(@Nullable JsonNode json) {
    return json == null || json.isNull();
  }
}
