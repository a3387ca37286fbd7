package io.eunomia.archimedes.control.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.archimedes.control.client.InstanceResult.Outcome;
import io.eunomia.bundle.BundleDigest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/** Tells what an answer means. */
final class AnswerOutcome {
  /** The answers of a server, or of something before it, that may be another in a moment. */
  private static final Set<Integer> TEMPORARY = Set.of(429, 500, 502, 503, 504);

  /** Of these, those where the one that was meant has not answered. */
  private static final Set<Integer> GATEWAY = Set.of(502, 503, 504);

  private static final int MAX_CODE = 64;
  private static final int MAX_MESSAGE = 2048;
  private static final int MAX_WAIT_SECONDS = 60;

  private AnswerOutcome() {}

  static Attempt of(ControlCall call, HttpResponse<byte[]> response) throws InvalidAnswerException {
    if (response.statusCode() != 200) {
      return failed(call, response);
    }
    JsonNode json = AnswerReader.json(response.body());
    return switch (call.kind()) {
      case STATUS -> Attempt.good(Outcome.DONE, null, AnswerReader.status(json));
      case ACKNOWLEDGEMENT -> acknowledged(call, json);
    };
  }

  private static Attempt acknowledged(ControlCall call, JsonNode json)
      throws InvalidAnswerException {
    Acknowledgement acknowledgement = AnswerReader.acknowledgement(json);
    BundleDigest expected = call.expected();
    if (expected != null && !acknowledgement.digest().equals(expected.toString())) {
      return Attempt.refused(
          FailureCode.ACKNOWLEDGED_OTHER.name(),
          "the instance says that " + acknowledgement.digest() + " is active");
    }
    return Attempt.good(
        AnswerReader.unchanged(json) ? Outcome.UNCHANGED : Outcome.DONE, acknowledgement, null);
  }

  private static Attempt failed(ControlCall call, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String code = "HTTP_" + status;
    String message = "the answer is HTTP status " + status;
    try {
      JsonNode envelope = AnswerReader.json(response.body());
      String said = AnswerReader.text(envelope, "code");
      code = said == null ? code : cut(said, MAX_CODE);
      String explained = AnswerReader.text(envelope, "message");
      message = explained == null ? message : cut(explained, MAX_MESSAGE);
    } catch (InvalidAnswerException e) {
      // Something before the instance answered, or something else altogether: the status says it.
      message = message + ", and " + e.getMessage();
    }
    Attempt attempt =
        new Attempt(
            GATEWAY.contains(status) ? Outcome.UNREACHABLE : Outcome.REFUSED,
            code,
            message,
            null,
            null,
            false,
            Duration.ZERO);
    // Only 429 says that nothing was done.
    boolean again = TEMPORARY.contains(status) && (call.repeatable() || status == 429);
    return again ? attempt.temporary(wait(response)) : attempt;
  }

  private static Duration wait(HttpResponse<byte[]> response) {
    String text = response.headers().firstValue("Retry-After").orElse("");
    return text.matches("[0-9]{1,4}")
        ? Duration.ofSeconds(Math.min(MAX_WAIT_SECONDS, Integer.parseInt(text)))
        : Duration.ZERO;
  }

  private static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max);
  }
}
