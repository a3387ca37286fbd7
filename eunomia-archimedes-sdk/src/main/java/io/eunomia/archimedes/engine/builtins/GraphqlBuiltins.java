package io.eunomia.archimedes.engine.builtins;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.archimedes.engine.builtins.graphql.Graphql;
import io.eunomia.archimedes.engine.builtins.graphql.GraphqlException;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.JsonTree;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.List;
import java.util.Map;

/** {@code graphql.*}. */
final class GraphqlBuiltins {
  private static final Value EMPTY = new ObjectValue(Map.of());

  private GraphqlBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins
        .add("graphql.parse", GraphqlBuiltins::parse)
        .add("graphql.parse_and_verify", GraphqlBuiltins::parseAndVerify)
        .add("graphql.parse_query", GraphqlBuiltins::parseQuery)
        .add("graphql.parse_schema", GraphqlBuiltins::parseSchema)
        .add("graphql.is_valid", GraphqlBuiltins::isValid)
        .add("graphql.schema_is_valid", GraphqlBuiltins::schemaIsValid);
  }

  private static Value parseQuery(BuiltinContext context, Value... arguments)
      throws BuiltinException {
    String text = Operands.string(arguments, 0);
    try {
      return visible(Graphql.parseQuery(text));
    } catch (GraphqlException e) {
      throw failure(e);
    }
  }

  private static Value parseSchema(BuiltinContext context, Value... arguments)
      throws BuiltinException {
    String text = Operands.string(arguments, 0);
    try {
      return visible(Graphql.parseSchema(text));
    } catch (GraphqlException e) {
      throw failure(e);
    }
  }

  private static Value parse(BuiltinContext context, Value... arguments) throws BuiltinException {
    try {
      JsonNode query = query(arguments, 0);
      JsonNode schema = schema(arguments, 1);
      Graphql.checkQuery(query, schema);
      return new ArrayValue(List.of(visible(query), visible(schema)));
    } catch (GraphqlException e) {
      throw failure(e);
    }
  }

  private static Value parseAndVerify(BuiltinContext context, Value... arguments) {
    try {
      JsonNode query = query(arguments, 0);
      JsonNode schema = schema(arguments, 1);
      Graphql.checkQuery(query, schema);
      return new ArrayValue(List.of(Value.of(true), visible(query), visible(schema)));
    } catch (GraphqlException | BuiltinException e) {
      return new ArrayValue(List.of(Value.of(false), EMPTY, EMPTY));
    }
  }

  private static Value isValid(BuiltinContext context, Value... arguments) {
    try {
      Graphql.checkQuery(query(arguments, 0), schema(arguments, 1));
      return Value.of(true);
    } catch (GraphqlException | BuiltinException e) {
      return Value.of(false);
    }
  }

  private static Value schemaIsValid(BuiltinContext context, Value... arguments) {
    try {
      Graphql.checkSchema(schema(arguments, 0));
      return Value.of(true);
    } catch (GraphqlException | BuiltinException e) {
      return Value.of(false);
    }
  }

  private static JsonNode query(Value[] arguments, int index)
      throws GraphqlException, BuiltinException {
    return arguments[index] instanceof StringValue text
        ? Graphql.parseQuery(text.text())
        : tree(arguments, index);
  }

  private static JsonNode schema(Value[] arguments, int index)
      throws GraphqlException, BuiltinException {
    return arguments[index] instanceof StringValue text
        ? Graphql.parseSchema(text.text())
        : tree(arguments, index);
  }

  private static JsonNode tree(Value[] arguments, int index) throws BuiltinException {
    if (arguments[index] instanceof ObjectValue object) {
      return JsonTree.write(object);
    }
    throw BuiltinException.operand(index, "one of {string, object}", arguments[index]);
  }

  private static Value visible(JsonNode tree) {
    return JsonTree.read(Graphql.visible(tree));
  }

  private static BuiltinException failure(GraphqlException e) {
    return new BuiltinException(String.valueOf(e.getMessage()));
  }
}
