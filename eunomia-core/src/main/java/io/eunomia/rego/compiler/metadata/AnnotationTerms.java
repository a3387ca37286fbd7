package io.eunomia.rego.compiler.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.rego.ast.Annotation;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.NullTerm;
import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Annotations as the values that policies see, their short forms written out. */
final class AnnotationTerms {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern AUTHOR = Pattern.compile("(?<name>.*?)\\s*<(?<email>[^<>]*)>\\s*");

  private AnnotationTerms() {}

  /** The annotation as an object. */
  static Term of(Annotation annotation, Span span) {
    ObjectNode object = JSON.objectNode();
    annotation
        .fields()
        .properties()
        .forEach(field -> object.set(field.getKey(), field(field.getKey(), field.getValue())));
    if (!annotation.entrypoint()) {
      object.remove("entrypoint");
    }
    object.put("scope", annotation.scope());
    return term(object, span);
  }

  private static JsonNode field(String name, JsonNode value) {
    return switch (name) {
      case "authors" -> each(value, AnnotationTerms::author);
      case "related_resources" ->
          each(value, node -> node.isTextual() ? JSON.objectNode().set("ref", node) : node);
      case "schemas" -> each(value, AnnotationTerms::schema);
      default -> value;
    };
  }

  private static JsonNode each(JsonNode array, UnaryOperator<JsonNode> rewrite) {
    ArrayNode result = JSON.arrayNode();
    array.forEach(node -> result.add(rewrite.apply(node)));
    return result;
  }

  /** {@code Name <mail>}, either of which may be missing. */
  private static JsonNode author(JsonNode node) {
    if (!node.isTextual()) {
      return node;
    }
    ObjectNode author = JSON.objectNode();
    Matcher matcher = AUTHOR.matcher(node.textValue());
    if (!matcher.matches()) {
      return author.put("name", node.textValue().strip());
    }
    if (!matcher.group("name").isBlank()) {
      author.put("name", matcher.group("name").strip());
    }
    return author.put("email", matcher.group("email"));
  }

  /** {@code - input.x: schema.y}, or a definition in place of the schema's name. */
  private static JsonNode schema(JsonNode node) {
    ObjectNode schema = JSON.objectNode();
    node.properties()
        .forEach(
            field -> {
              schema.set("path", steps(field.getKey()));
              if (field.getValue().isTextual()) {
                schema.set("schema", steps(field.getValue().textValue()));
              } else {
                schema.set("definition", field.getValue());
              }
            });
    return schema;
  }

  private static ArrayNode steps(String dotted) {
    ArrayNode steps = JSON.arrayNode();
    for (String step : dotted.split("\\.", -1)) {
      steps.add(step);
    }
    return steps;
  }

  private static Term term(JsonNode node, Span span) {
    if (node.isTextual()) {
      return StringTerm.of(node.textValue(), span);
    } else if (node.isBoolean()) {
      return new BooleanTerm(node.booleanValue(), span);
    } else if (node.isNumber()) {
      return new NumberTerm(node.asText(), span);
    } else if (node.isArray()) {
      List<Term> elements = new ArrayList<>();
      node.forEach(element -> elements.add(term(element, span)));
      return new ArrayTerm(elements, span);
    } else if (node.isObject()) {
      List<ObjectTerm.Entry> entries = new ArrayList<>();
      node.properties()
          .forEach(
              field ->
                  entries.add(
                      new ObjectTerm.Entry(
                          StringTerm.of(field.getKey(), span), term(field.getValue(), span))));
      return new ObjectTerm(entries, span);
    }
    return new NullTerm(span);
  }
}
