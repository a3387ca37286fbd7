package io.eunomia.archimedes.engine.builtins.jsonschema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds one document against a schema. Keywords come in OPA's order, and so do violations. */
final class SchemaValidator {
  private static final int MAX_DEPTH = 500;
  private static final int MAX_STEPS = 1_000_000;
  private static final String ROOT = "(root)";

  private final CompoundRules compounds = new CompoundRules(this);
  private int depth;
  private int steps;

  List<Violation> validate(SchemaNode schema, JsonNode document) throws SchemaException {
    return check(schema, document, ROOT).violations();
  }

  Findings check(SchemaNode schema, JsonNode value, String field) throws SchemaException {
    Findings findings = new Findings();
    into(findings, schema, value, field);
    return findings;
  }

  static String child(String field, String name) {
    return field.equals(ROOT) ? name : field + "." + name;
  }

  void into(Findings findings, SchemaNode schema, JsonNode value, String field)
      throws SchemaException {
    if (++depth > MAX_DEPTH || ++steps > MAX_STEPS) {
      throw new SchemaException("validating the document takes too many steps");
    }
    SchemaNode target = schema;
    for (SchemaNode next = target.reference; next != null; next = target.reference) {
      if (++steps > MAX_STEPS) {
        throw new SchemaException("the schema refers to nothing but itself");
      }
      target = next;
    }
    if (target.always != null) {
      if (target.forbidsAll()) {
        findings.broken("false", field, "False always fails validation");
      }
    } else if (hasType(target, value, findings, field)) {
      combinations(findings, target, value, field);
      rules(findings, target, value, field);
      findings.passed();
    }
    depth--;
  }

  private void rules(Findings findings, SchemaNode schema, JsonNode value, String field)
      throws SchemaException {
    if (value.isNumber()) {
      number(findings, schema, value.decimalValue(), field);
      common(findings, schema, value, field);
    } else if (value.isArray()) {
      compounds.array(findings, schema, value, field);
      common(findings, schema, value, field);
    } else if (value.isObject()) {
      compounds.object(findings, schema, value, field);
      common(findings, schema, value, field);
      compounds.properties(findings, schema, value, field);
    } else {
      common(findings, schema, value, field);
      if (value.isTextual()) {
        string(findings, schema, value.textValue(), field);
      }
    }
  }

  private static boolean hasType(
      SchemaNode schema, JsonNode value, Findings findings, String field) {
    String given = typeOf(value);
    if (schema.types.isEmpty()
        || schema.types.contains(given)
        || (given.equals("integer") && schema.types.contains("number"))) {
      return true;
    }
    findings.broken(
        "invalid_type",
        field,
        "Invalid type. Expected: " + String.join(",", schema.types) + ", given: " + given);
    return false;
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "array";
      case OBJECT -> "object";
      case BOOLEAN -> "boolean";
      case NUMBER -> Numbers.isInteger(value.decimalValue()) ? "integer" : "number";
      case STRING -> "string";
      default -> "null";
    };
  }

  private void combinations(Findings findings, SchemaNode schema, JsonNode value, String field)
      throws SchemaException {
    if (!schema.anyOf.isEmpty()) {
      anyOf(findings, schema.anyOf, value, field);
    }
    if (!schema.oneOf.isEmpty()) {
      oneOf(findings, schema.oneOf, value, field);
    }
    if (!schema.allOf.isEmpty()) {
      int valid = 0;
      for (SchemaNode one : schema.allOf) {
        Findings tried = check(one, value, field);
        valid += tried.isClean() ? 1 : 0;
        findings.merge(tried);
      }
      if (valid != schema.allOf.size()) {
        findings.broken("number_all_of", field, "Must validate all the schemas (allOf)");
      }
    }
    if (schema.not != null && check(schema.not, value, field).isClean()) {
      findings.broken("number_not", field, "Must not validate the schema (not)");
    }
    if (value.isObject()) {
      compounds.dependencies(findings, schema, value, field);
    }
    if (schema.condition != null) {
      boolean holds = check(schema.condition, value, field).isClean();
      branch(findings, holds, holds ? schema.consequence : schema.alternative, value, field);
    }
    findings.passed();
  }

  private void anyOf(Findings findings, List<SchemaNode> schemas, JsonNode value, String field)
      throws SchemaException {
    Findings best = null;
    for (SchemaNode one : schemas) {
      Findings tried = check(one, value, field);
      if (tried.isClean()) {
        return;
      }
      best = closer(best, tried);
    }
    findings.broken("number_any_of", field, "Must validate at least one schema (anyOf)");
    merge(findings, best);
  }

  private void oneOf(Findings findings, List<SchemaNode> schemas, JsonNode value, String field)
      throws SchemaException {
    int valid = 0;
    Findings best = null;
    for (SchemaNode one : schemas) {
      Findings tried = check(one, value, field);
      if (tried.isClean()) {
        valid++;
      } else {
        best = closer(best, tried);
      }
    }
    if (valid != 1) {
      findings.broken("number_one_of", field, "Must validate one and only one schema (oneOf)");
      if (valid == 0) {
        merge(findings, best);
      }
    }
  }

  private void branch(
      Findings findings, boolean holds, @Nullable SchemaNode schema, JsonNode value, String field)
      throws SchemaException {
    Findings tried = schema == null ? null : check(schema, value, field);
    if (tried != null && !tried.isClean()) {
      findings.broken(
          holds ? "condition_then" : "condition_else",
          field,
          holds
              ? "Must validate \"then\" as \"if\" was valid"
              : "Must validate \"else\" as \"if\" was not valid");
      findings.merge(tried);
    }
  }

  static Findings closer(@Nullable Findings best, Findings tried) {
    return best == null || tried.score() > best.score() ? tried : best;
  }

  static void merge(Findings findings, @Nullable Findings best) {
    if (best != null) {
      findings.merge(best);
    }
  }

  private static void common(Findings findings, SchemaNode schema, JsonNode value, String field) {
    if (schema.constant != null && !CanonicalJson.write(value).equals(schema.constant)) {
      findings.broken("const", field, field + " does not match: " + schema.constant);
    }
    if (!schema.enumeration.isEmpty() && !schema.enumeration.contains(CanonicalJson.write(value))) {
      findings.broken(
          "enum",
          field,
          field + " must be one of the following: " + String.join(", ", schema.enumeration));
    }
    findings.passed();
  }

  private static void string(Findings findings, SchemaNode schema, String text, String field) {
    BigDecimal length = BigDecimal.valueOf(text.codePointCount(0, text.length()));
    if (schema.minLength != null && length.compareTo(schema.minLength) < 0) {
      findings.broken(
          "string_gte",
          field,
          "String length must be greater than or equal to " + schema.minLength.toPlainString());
    }
    if (schema.maxLength != null && length.compareTo(schema.maxLength) > 0) {
      findings.broken(
          "string_lte",
          field,
          "String length must be less than or equal to " + schema.maxLength.toPlainString());
    }
    if (schema.pattern != null && !schema.pattern.matcher(text).find()) {
      findings.broken(
          "pattern", field, "Does not match pattern '" + schema.pattern.pattern() + "'");
    }
    if (schema.format != null && !schema.format.test().test(text)) {
      findings.broken("format", field, "Does not match format '" + schema.format.name() + "'");
    }
    findings.passed();
  }

  private static void number(Findings findings, SchemaNode schema, BigDecimal number, String field)
      throws SchemaException {
    if (schema.multipleOf != null && !Numbers.isMultiple(number, schema.multipleOf)) {
      findings.broken(
          "multiple_of", field, "Must be a multiple of " + Numbers.print(schema.multipleOf));
    }
    if (schema.maximum != null && number.compareTo(schema.maximum) > 0) {
      findings.broken(
          "number_lte", field, "Must be less than or equal to " + Numbers.print(schema.maximum));
    }
    if (schema.exclusiveMaximum != null && number.compareTo(schema.exclusiveMaximum) >= 0) {
      findings.broken(
          "number_lt", field, "Must be less than " + Numbers.print(schema.exclusiveMaximum));
    }
    if (schema.minimum != null && number.compareTo(schema.minimum) < 0) {
      findings.broken(
          "number_gte", field, "Must be greater than or equal to " + Numbers.print(schema.minimum));
    }
    if (schema.exclusiveMinimum != null && number.compareTo(schema.exclusiveMinimum) <= 0) {
      findings.broken(
          "number_gt", field, "Must be greater than " + Numbers.print(schema.exclusiveMinimum));
    }
    findings.passed();
  }
}
