package io.eunomia.archimedes.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eunomia.archimedes.pull.PullException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What answers mean that are not what was asked for. */
final class Refusals {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_SECONDS_DIGITS = 9;

  private Refusals() {}

  /**
   * An answer that is a refusal.
   *
   * @param authorization the header that it was asked with, of which nothing is repeated; null if
   *     none
   */
  static PullException of(Answer answer, @Nullable String authorization) {
    String explanation = explanation(answer.body());
    if (authorization != null && secrets(authorization).anyMatch(explanation::contains)) {
      explanation = "";
    }
    return new PullException(
        code(answer.status()),
        answer.where()
            + " answered "
            + answer.status()
            + (explanation.isEmpty() ? "" : " (" + Printable.of(explanation) + ")"),
        retryAfter(answer, Instant.now()),
        null);
  }

  /** An answer that makes no sense. */
  static PullException invalid(Answer answer, String problem) {
    return new PullException(Code.INVALID_RESPONSE, answer.where() + ": " + problem);
  }

  private static Stream<String> secrets(String authorization) {
    int space = authorization.indexOf(' ');
    String secret = authorization.substring(space + 1);
    if (!authorization.startsWith("Basic ")) {
      return Stream.of(secret);
    }
    String pair = new String(Base64.getDecoder().decode(secret), StandardCharsets.UTF_8);
    String password = pair.substring(pair.indexOf(':') + 1);
    return Stream.of(secret, password).filter(text -> !text.isEmpty());
  }

  private static Code code(int status) {
    return switch (status) {
      case 401 -> Code.UNAUTHORIZED;
      case 403 -> Code.FORBIDDEN;
      case 404, 410 -> Code.NOT_FOUND;
      case 408 -> Code.TIMEOUT;
      case 429 -> Code.RATE_LIMITED;
      default -> status >= 500 && status < 600 ? Code.SERVER_ERROR : Code.INVALID_RESPONSE;
    };
  }

  /** The first error that a registry or a token server names; empty if it names none. */
  private static String explanation(byte[] body) {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (IOException e) {
      return "";
    }
    JsonNode error = answer.path("errors").path(0);
    String code = error.path("code").asText("");
    String message = error.path("message").asText("");
    if (code.isEmpty() && message.isEmpty()) {
      return answer.path("error_description").asText(answer.path("error").asText(""));
    }
    return code.isEmpty() || message.isEmpty() ? code + message : code + ": " + message;
  }

  private static @Nullable Duration retryAfter(Answer answer, Instant now) {
    String value = answer.header("Retry-After").orElse("").strip();
    if (value.matches("[0-9]{1," + MAX_SECONDS_DIGITS + "}")) {
      return Duration.ofSeconds(Integer.parseInt(value));
    }
    try {
      ZonedDateTime date =
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT));
      Duration until = Duration.between(now, date.toInstant());
      return until.isNegative() ? Duration.ZERO : until;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
