package io.eunomia.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.rego.query.QueryModule;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why an evaluation has no result. Where the policy itself stopped, the message of the exception
 * has a code in it, and often the place in front.
 *
 * @param code the code
 * @param message what is wrong, without code and place
 * @param place where in the policies, or {@code null} if that is not known
 */
public record StoppedEvaluation(String code, String message, @Nullable Place place) {
  /**
   * A place.
   *
   * @param file as it was named when it was compiled
   * @param row from 1
   */
  public record Place(String file, int row) {}

  private static final Pattern OF_POLICY =
      Pattern.compile("(?:(.+):(\\d{1,9}): )?(eval_\\w+_error): (.*)", Pattern.DOTALL);

  /** What an exception says: of an evaluation, or of a module that is none. */
  public static StoppedEvaluation of(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    if (!(e instanceof EvaluationException failure)) {
      return new StoppedEvaluation("invalid_module", message, null);
    }
    Matcher matcher = OF_POLICY.matcher(message);
    if (matcher.matches()) {
      String file = matcher.group(1);
      // A row of the module that is made of a query says nothing to who has asked the query.
      Place place =
          file == null || file.equals(QueryModule.PACKAGE)
              ? null
              : new Place(file, Integer.parseInt(matcher.group(2)));
      return new StoppedEvaluation(matcher.group(3), matcher.group(4), place);
    }
    boolean late = failure.reason() == EvaluationException.Reason.TIMEOUT;
    return new StoppedEvaluation(late ? "eval_cancel_error" : "eval_error", message, null);
  }

  /** As OPA prints it; a new object. */
  public ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("message", message).put("code", code);
    if (place != null) {
      json.putObject("location").put("file", place.file).put("row", place.row);
    }
    return json;
  }
}
