package io.eunomia.archimedes.engine.layout;

import io.eunomia.policy.PolicyInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parts of a request by their paths; what the contract of the policy input names. */
final class RequestFields {
  private static final Map<String, Function<List<String>, RequestField>> TOP = top();

  private RequestFields() {}

  /** The writer of what is at a path; the empty path is the whole request. */
  static RequestField at(List<String> path) {
    if (path.isEmpty()) {
      return RequestFields::whole;
    }
    Function<List<String>, RequestField> field = TOP.get(path.get(0));
    return field == null ? RequestField.ABSENT : field.apply(path.subList(1, path.size()));
  }

  private static Map<String, Function<List<String>, RequestField>> top() {
    // In the order in which a request prints.
    Map<String, Function<List<String>, RequestField>> fields = new LinkedHashMap<>();
    fields.put("caller", CallerFields::at);
    fields.put("service", text(PolicyInput::service));
    fields.put("operation_id", text(PolicyInput::operationId));
    fields.put("method", text(PolicyInput::method));
    fields.put("path", text(PolicyInput::path));
    fields.put("headers", RequestFields::headers);
    fields.put("environment", text(PolicyInput::environment));
    fields.put("context", RequestFields::context);
    fields.put("timestamp", text(input -> input.timestamp().toString()));
    fields.put("request_id", text(PolicyInput::requestId));
    return fields;
  }

  private static Function<List<String>, RequestField> text(Function<PolicyInput, String> field) {
    // A string has nothing below it.
    return rest ->
        rest.isEmpty() ? (input, writer) -> writer.string(field.apply(input)) : RequestField.ABSENT;
  }

  private static int whole(PolicyInput input, LayoutWriter writer) {
    int mark = writer.mark();
    TOP.forEach(
        (name, field) -> {
          int ref = field.apply(List.of()).write(input, writer);
          if (ref != 0) {
            writer.pushKey(name);
            writer.push(ref);
          }
        });
    return writer.object(mark);
  }

  private static RequestField headers(List<String> rest) {
    if (rest.isEmpty()) {
      return (input, writer) ->
          input.headers().isEmpty() ? 0 : PlainValues.write(writer, input.headers());
    }
    if (rest.size() > 1) {
      return RequestField.ABSENT;
    }
    String name = rest.get(0);
    return (input, writer) -> {
      String value = input.headers().get(name);
      return value == null ? 0 : writer.string(value);
    };
  }

  private static RequestField context(List<String> rest) {
    if (rest.isEmpty()) {
      return (input, writer) ->
          input.context().isEmpty() ? 0 : PlainValues.write(writer, input.context());
    }
    String[] steps = rest.toArray(String[]::new);
    return (input, writer) -> {
      Map<?, ?> map = input.context();
      for (int i = 0; i < steps.length - 1; i++) {
        if (!(map.get(steps[i]) instanceof Map<?, ?> inner)) {
          return 0;
        }
        map = inner;
      }
      return member(map, steps[steps.length - 1], writer);
    };
  }

  private static int member(Map<?, ?> map, String key, LayoutWriter writer) {
    @Nullable Object value = map.get(key);
    // Null is a value, and not the same as nothing.
    return value == null && !map.containsKey(key) ? 0 : PlainValues.write(writer, value);
  }
}
