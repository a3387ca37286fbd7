package io.eunomia.archimedes.engine.builtins.jsonschema;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A compiled schema: what each of its keywords asks for. Filled by {@link SchemaCompiler} and read
 * only afterwards; mutable until then, since a schema may refer to itself.
 */
final class SchemaNode {
  /** For the schemas {@code true} and {@code false}. */
  @Nullable Boolean always;

  @Nullable SchemaNode reference;
  final List<String> types = new ArrayList<>();

  final List<SchemaNode> anyOf = new ArrayList<>();
  final List<SchemaNode> oneOf = new ArrayList<>();
  final List<SchemaNode> allOf = new ArrayList<>();
  @Nullable SchemaNode not;
  @Nullable SchemaNode condition;
  @Nullable SchemaNode consequence;
  @Nullable SchemaNode alternative;

  @Nullable String constant;
  final List<String> enumeration = new ArrayList<>();

  final Map<String, SchemaNode> properties = new LinkedHashMap<>();
  final Map<Pattern, SchemaNode> patternProperties = new LinkedHashMap<>();
  @Nullable SchemaNode additionalProperties;
  @Nullable SchemaNode propertyNames;
  final Map<String, List<String>> requiredWith = new LinkedHashMap<>();
  final Map<String, SchemaNode> schemaWith = new LinkedHashMap<>();
  final List<String> required = new ArrayList<>();
  @Nullable BigDecimal minProperties;
  @Nullable BigDecimal maxProperties;

  /** The schema of every item, or null where items go by their place. */
  @Nullable SchemaNode items;

  final List<SchemaNode> itemsInOrder = new ArrayList<>();
  @Nullable SchemaNode additionalItems;
  @Nullable SchemaNode contains;
  boolean uniqueItems;
  @Nullable BigDecimal minItems;
  @Nullable BigDecimal maxItems;

  @Nullable Pattern pattern;
  @Nullable Format format;
  @Nullable BigDecimal minLength;
  @Nullable BigDecimal maxLength;

  @Nullable BigDecimal multipleOf;
  @Nullable BigDecimal minimum;
  @Nullable BigDecimal maximum;
  @Nullable BigDecimal exclusiveMinimum;
  @Nullable BigDecimal exclusiveMaximum;

  boolean forbidsAll() {
    return Boolean.FALSE.equals(always);
  }
}
