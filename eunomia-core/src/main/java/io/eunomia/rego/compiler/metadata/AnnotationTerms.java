package io.eunomia.rego.compiler.metadata;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Annotations as the values that policies see. */
final class AnnotationTerms {
  private AnnotationTerms() {}

  /** The annotation as an object. */
  static Term of(Annotation annotation, Span span) {
    return term(annotation.fields(), span);
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
