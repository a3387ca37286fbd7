package io.eunomia.archimedes.engine.builtins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.archimedes.engine.builtins.jsonschema.JsonSchema;
import io.eunomia.archimedes.engine.builtins.jsonschema.SchemaException;
import io.eunomia.archimedes.engine.builtins.jsonschema.Violation;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.JsonTree;
import io.eunomia.archimedes.engine.value.NullValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.bundle.DataFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code json.match_schema} and {@code json.verify_schema}. */
final class JsonSchemaBuiltins {
  private JsonSchemaBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins
        .add("json.match_schema", JsonSchemaBuiltins::match)
        .add("json.verify_schema", JsonSchemaBuiltins::verify);
  }

  private static Value match(BuiltinContext context, Value... arguments) throws BuiltinException {
    JsonNode document = json(arguments[0]);
    JsonSchema schema =
        context.cached(List.of("json.schema", arguments[1]), () -> compile(arguments[1]));
    try {
      List<Violation> violations = schema.validate(document);
      return new ArrayValue(
          List.of(
              Value.of(violations.isEmpty()),
              new ArrayValue(violations.stream().map(JsonSchemaBuiltins::describe).toList())));
    } catch (SchemaException e) {
      throw new BuiltinException(String.valueOf(e.getMessage()));
    }
  }

  private static Value verify(BuiltinContext context, Value... arguments) {
    try {
      compile(arguments[0]);
      return new ArrayValue(List.of(Value.of(true), NullValue.INSTANCE));
    } catch (BuiltinException e) {
      return new ArrayValue(List.of(Value.of(false), Value.of("jsonschema: " + e.getMessage())));
    }
  }

  private static JsonSchema compile(Value schema) throws BuiltinException {
    try {
      return JsonSchema.compile(json(schema));
    } catch (SchemaException e) {
      throw new BuiltinException(String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode json(Value value) throws BuiltinException {
    if (value instanceof ObjectValue || value instanceof ArrayValue) {
      return JsonTree.write(value);
    }
    if (!(value instanceof StringValue text)) {
      throw new BuiltinException("wrong type, expected string or object");
    }
    try {
      return DataFormat.JSON.parse(text.text().getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new BuiltinException("invalid JSON string");
    }
  }

  private static Value describe(Violation violation) {
    return new ObjectValue(
        Map.of(
            Value.of("error"),
            Value.of(violation.field() + ": " + violation.description()),
            Value.of("type"),
            Value.of(violation.type()),
            Value.of("field"),
            Value.of(violation.field()),
            Value.of("desc"),
            Value.of(violation.description())));
  }
}
