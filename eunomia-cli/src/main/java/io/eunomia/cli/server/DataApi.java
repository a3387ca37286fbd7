package io.eunomia.cli.server;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.policy.UuidV7;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * OPA's data API, for what a compiled policy can be asked: {@code POST /v1/data/ENTRYPOINT} with
 * {@code {"input": …}}, and {@code GET} with {@code ?input=}.
 */
final class DataApi {
  private static final byte[] NO_INPUT = "null".getBytes(StandardCharsets.UTF_8);

  private final PolicyRuntime runtime;

  DataApi(PolicyRuntime runtime) {
    this.runtime = runtime;
  }

  HttpReply answer(HttpRequest request) {
    byte[] input;
    try {
      input = input(request);
    } catch (IOException e) {
      return HttpReply.error(400, "invalid_parameter", firstLine(e));
    }
    try {
      return result(runtime.evaluate(request.path(), input));
    } catch (EvaluationException e) {
      return failure(e);
    }
  }

  private static byte[] input(HttpRequest request) throws IOException {
    if (request.method().equals("GET")) {
      String input = request.query().get("input");
      return input == null ? NO_INPUT : input.getBytes(StandardCharsets.UTF_8);
    }
    byte[] input = InputMember.of(request.body());
    return input == null ? NO_INPUT : input;
  }

  private static HttpReply result(Optional<byte[]> value) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    write(body, "{\"decision_id\":\"" + UuidV7.next() + "\"");
    if (value.isPresent()) {
      write(body, ",\"result\":");
      body.writeBytes(value.get());
    }
    write(body, "}");
    return new HttpReply(200, "application/json", body.toByteArray());
  }

  private static HttpReply failure(EvaluationException e) {
    String message = String.valueOf(e.getMessage());
    if (e.reason() == Reason.UNKNOWN_ENTRYPOINT) {
      return HttpReply.error(404, "resource_not_found", message);
    }
    return e.reason() == Reason.NO_POLICY
        ? HttpReply.error(503, "no_policy", message)
        : HttpReply.error(500, "evaluation_error", message);
  }

  private static void write(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
