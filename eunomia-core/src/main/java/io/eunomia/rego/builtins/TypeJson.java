package io.eunomia.rego.builtins;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.rego.types.ArrayType;
import io.eunomia.rego.types.ConstantKey;
import io.eunomia.rego.types.FunctionType;
import io.eunomia.rego.types.FunctionType.Parameter;
import io.eunomia.rego.types.ObjectType;
import io.eunomia.rego.types.ScalarType;
import io.eunomia.rego.types.SetType;
import io.eunomia.rego.types.Type;
import io.eunomia.rego.types.UnionType;
import java.math.BigDecimal;
import java.util.List;

/** Writes types as {@link CapabilitiesFile} reads them. */
final class TypeJson {
  private TypeJson() {}

  static ObjectNode of(Type type) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (type instanceof FunctionType function) {
      function(function, json);
    } else if (type instanceof ScalarType scalar) {
      json.put("type", scalar.toString());
    } else if (type instanceof SetType set) {
      json.set("of", of(set.element()));
      json.put("type", "set");
    } else if (type instanceof ArrayType array) {
      if (array.rest() != null) {
        json.set("dynamic", of(array.rest()));
      }
      list(json, "static", array.fixed());
      json.put("type", "array");
    } else if (type instanceof ObjectType object) {
      object(object, json);
    } else if (type instanceof UnionType union) {
      list(json, "of", union.members());
      json.put("type", "any");
    } else {
      throw new IllegalStateException("a declaration with a type that is unknown: " + type);
    }
    return json;
  }

  private static void function(FunctionType function, ObjectNode json) {
    List<Parameter> parameters = function.parameters();
    int repeated = function.variadic() ? 1 : 0;
    ArrayNode args = JsonNodeFactory.instance.arrayNode();
    parameters.subList(0, parameters.size() - repeated).forEach(p -> args.add(parameter(p)));
    if (!args.isEmpty()) {
      json.set("args", args);
    }
    if (function.result() != null) {
      json.set("result", parameter(function.result()));
    }
    json.put("type", "function");
    if (function.variadic()) {
      json.set("variadic", parameter(parameters.get(parameters.size() - 1)));
    }
  }

  private static ObjectNode parameter(Parameter parameter) {
    ObjectNode type = of(parameter.type());
    if (parameter.name() == null) {
      return type;
    }
    ObjectNode named = JsonNodeFactory.instance.objectNode().put("name", parameter.name());
    return named.setAll(type);
  }

  private static void object(ObjectType object, ObjectNode json) {
    if (object.others() != null) {
      json.putObject("dynamic")
          .<ObjectNode>set("key", of(object.others().key()))
          .set("value", of(object.others().value()));
    }
    if (!object.properties().isEmpty()) {
      ArrayNode properties = json.putArray("static");
      object
          .properties()
          .forEach(
              property ->
                  key(properties.addObject(), property.key()).set("value", of(property.value())));
    }
    json.put("type", "object");
  }

  private static ObjectNode key(ObjectNode property, ConstantKey key) {
    return key.type() == ScalarType.NUMBER
        ? property.put("key", new BigDecimal(key.text()))
        : property.put("key", key.text());
  }

  private static void list(ObjectNode json, String name, List<Type> types) {
    if (!types.isEmpty()) {
      ArrayNode list = json.putArray(name);
      types.forEach(type -> list.add(of(type)));
    }
  }
}
