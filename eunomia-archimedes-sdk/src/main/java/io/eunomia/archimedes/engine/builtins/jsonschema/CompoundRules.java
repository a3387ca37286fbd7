package io.eunomia.archimedes.engine.builtins.jsonschema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keywords of arrays and objects. */
final class CompoundRules {
  private final SchemaValidator validator;

  CompoundRules(SchemaValidator validator) {
    this.validator = validator;
  }

  void array(Findings findings, SchemaNode schema, JsonNode array, String field)
      throws SchemaException {
    items(findings, schema, array, field);
    BigDecimal size = BigDecimal.valueOf(array.size());
    if (schema.minItems != null && size.compareTo(schema.minItems) < 0) {
      findings.broken(
          "array_min_items",
          field,
          "Array must have at least " + schema.minItems.toPlainString() + " items");
    }
    if (schema.maxItems != null && size.compareTo(schema.maxItems) > 0) {
      findings.broken(
          "array_max_items",
          field,
          "Array must have at most " + schema.maxItems.toPlainString() + " items");
    }
    if (schema.uniqueItems) {
      unique(findings, array, field);
    }
    if (schema.contains != null) {
      contains(findings, schema.contains, array, field);
    }
    findings.passed();
  }

  private void items(Findings findings, SchemaNode schema, JsonNode array, String field)
      throws SchemaException {
    if (schema.items != null) {
      for (int i = 0; i < array.size(); i++) {
        findings.merge(item(schema.items, array, i, field));
      }
      return;
    }
    int inOrder = Math.min(schema.itemsInOrder.size(), array.size());
    for (int i = 0; i < inOrder; i++) {
      findings.merge(item(schema.itemsInOrder.get(i), array, i, field));
    }
    SchemaNode others = schema.additionalItems;
    if (others == null || inOrder == 0 || inOrder == array.size()) {
      return;
    }
    if (others.forbidsAll()) {
      findings.broken("array_no_additional_items", field, "No additional items allowed on array");
      return;
    }
    for (int i = inOrder; i < array.size(); i++) {
      findings.merge(item(others, array, i, field));
    }
  }

  private Findings item(SchemaNode schema, JsonNode array, int index, String field)
      throws SchemaException {
    return validator.check(
        schema, array.path(index), SchemaValidator.child(field, Integer.toString(index)));
  }

  private static void unique(Findings findings, JsonNode array, String field) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < array.size(); i++) {
      Integer other = seen.put(CanonicalJson.write(array.path(i)), i);
      if (other != null) {
        findings.broken("unique", field, "array items[" + other + "," + i + "] must be unique");
      }
    }
  }

  private void contains(Findings findings, SchemaNode schema, JsonNode array, String field)
      throws SchemaException {
    Findings best = null;
    for (int i = 0; i < array.size(); i++) {
      Findings tried = item(schema, array, i, field);
      if (tried.isClean()) {
        return;
      }
      best = SchemaValidator.closer(best, tried);
    }
    findings.broken("contains", field, "At least one of the items must match");
    SchemaValidator.merge(findings, best);
  }

  void object(Findings findings, SchemaNode schema, JsonNode object, String field)
      throws SchemaException {
    BigDecimal size = BigDecimal.valueOf(object.size());
    if (schema.minProperties != null && size.compareTo(schema.minProperties) < 0) {
      findings.broken(
          "array_min_properties",
          field,
          "Must have at least " + schema.minProperties.toPlainString() + " properties");
    }
    if (schema.maxProperties != null && size.compareTo(schema.maxProperties) > 0) {
      findings.broken(
          "array_max_properties",
          field,
          "Must have at most " + schema.maxProperties.toPlainString() + " properties");
    }
    for (String name : schema.required) {
      if (object.has(name)) {
        findings.passed();
      } else {
        findings.broken("required", field, name + " is required");
      }
    }
    Map<String, JsonNode> members = Keywords.sorted(object);
    for (Map.Entry<String, JsonNode> member : members.entrySet()) {
      additional(findings, schema, member, field);
    }
    if (schema.propertyNames != null) {
      for (String name : members.keySet()) {
        names(findings, schema.propertyNames, name, field);
      }
    }
    findings.passed();
  }

  private void additional(
      Findings findings, SchemaNode schema, Map.Entry<String, JsonNode> member, String field)
      throws SchemaException {
    String name = member.getKey();
    String place = SchemaValidator.child(field, name);
    boolean matched = false;
    for (var pattern : schema.patternProperties.entrySet()) {
      if (pattern.getKey().matcher(name).find()) {
        matched = true;
        findings.merge(validator.check(pattern.getValue(), member.getValue(), place));
      }
    }
    if (matched) {
      findings.passed();
    }
    SchemaNode others = schema.additionalProperties;
    if (others == null || matched || schema.properties.containsKey(name)) {
      return;
    }
    if (others.forbidsAll()) {
      findings.broken(
          "additional_property_not_allowed",
          field,
          "Additional property " + name + " is not allowed");
    } else {
      findings.merge(validator.check(others, member.getValue(), place));
    }
  }

  private void names(Findings findings, SchemaNode schema, String name, String field)
      throws SchemaException {
    Findings tried = validator.check(schema, TextNode.valueOf(name), field);
    if (!tried.isClean()) {
      findings.broken(
          "invalid_property_name", field, "Property name of \"" + name + "\" does not match");
      findings.merge(tried);
    }
  }

  void properties(Findings findings, SchemaNode schema, JsonNode object, String field)
      throws SchemaException {
    for (Map.Entry<String, SchemaNode> property : schema.properties.entrySet()) {
      JsonNode value = object.get(property.getKey());
      if (value != null) {
        validator.into(
            findings, property.getValue(), value, SchemaValidator.child(field, property.getKey()));
      }
    }
  }

  void dependencies(Findings findings, SchemaNode schema, JsonNode object, String field)
      throws SchemaException {
    for (String name : Keywords.sorted(object).keySet()) {
      for (String needed : schema.requiredWith.getOrDefault(name, List.of())) {
        if (!object.has(needed)) {
          findings.broken("missing_dependency", field, "Has a dependency on " + needed);
        }
      }
      SchemaNode needed = schema.schemaWith.get(name);
      if (needed != null) {
        validator.into(findings, needed, object, field);
      }
    }
  }
}
