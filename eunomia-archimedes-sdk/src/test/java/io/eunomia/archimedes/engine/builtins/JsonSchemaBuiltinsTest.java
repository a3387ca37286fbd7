package io.eunomia.archimedes.engine.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaBuiltinsTest {
  private final Calls calls = new Calls();

  /** The errors of a match, {@code TYPE ERROR}, joined by "; ". */
  private String errors(String document, String schema) throws BuiltinException {
    ArrayValue result = (ArrayValue) calls.value("json.match_schema", document, schema);
    ArrayValue errors = (ArrayValue) result.elements().get(1);
    assertThat(result.elements().get(0)).isEqualTo(Value.of(errors.elements().isEmpty()));
    return errors.elements().stream()
        .map(error -> text((ObjectValue) error, "type") + " " + text((ObjectValue) error, "error"))
        .collect(Collectors.joining("; "));
  }

  private static String text(ObjectValue object, String key) {
    return object.get(key) instanceof StringValue text ? text.text() : "?";
  }

  @Test
  void whenADocumentBreaksItsSchema_thenEachErrorSaysAllOfIt() throws BuiltinException {
    assertThat(
            calls.value(
                "json.match_schema",
                "{\"id\": \"5\"}",
                "{\"properties\": {\"id\": {\"type\": \"integer\"}}, \"required\": [\"id\"]}"))
        .isEqualTo(
            TermText.read(
                "[false,[{\"desc\":\"Invalid type. Expected: integer, given: string\","
                    + "\"error\":\"id: Invalid type. Expected: integer, given: string\","
                    + "\"field\":\"id\",\"type\":\"invalid_type\"}]]"));
    assertThat(calls.value("json.match_schema", "\"{}\"", "\"{\\\"required\\\": [\\\"id\\\"]}\""))
        .isEqualTo(
            TermText.read(
                "[false,[{\"desc\":\"id is required\",\"error\":\"(root): id is required\","
                    + "\"field\":\"(root)\",\"type\":\"required\"}]]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{`minimum`:3} | 2 | number_gte (root): Must be greater than or equal to 3",
        "{`exclusiveMinimum`:3} | 3 | number_gt (root): Must be greater than 3",
        "{`minimum`:3,`exclusiveMinimum`:true} | 3 | number_gt (root): Must be greater than 3",
        "{`maximum`:1000000} | 1e9 | number_lte (root): Must be less than or equal to 1e+06",
        "{`exclusiveMaximum`:0.5} | 0.5 | number_lt (root): Must be less than 0.5",
        "{`multipleOf`:0.01} | 1.005 | multiple_of (root): Must be a multiple of 0.01",
        "{`type`:[`string`,`null`]} | 1.5 | invalid_type (root): Invalid type. Expected: string,null, given: number",
        "{`type`:`integer`} | 1.0 | ",
        "{`minLength`:2} | `é` | string_gte (root): String length must be greater than or equal to 2",
        "{`maxLength`:1} | `ab` | string_lte (root): String length must be less than or equal to 1",
        "{`pattern`:`^a`} | `b` | pattern (root): Does not match pattern '^a'",
        "{`format`:`ipv4`} | `1.2.3.256` | format (root): Does not match format 'ipv4'",
        "{`format`:`no-such-format`} | `x` | ",
        "{`enum`:[1,`a`,{`k`:null}]} | 2 | enum (root): (root) must be one of the following: 1, \"a\", {\"k\":null}",
        "{`const`:1} | 1.0 | ",
        "{`const`:1} | 2 | const (root): (root) does not match: 1",
        "{`items`:{`type`:`string`}} | [`a`,1] | invalid_type 1: Invalid type. Expected: string, given: integer",
        "{`items`:[{}],`additionalItems`:false} | [1,2] | array_no_additional_items (root): No additional items allowed on array",
        "{`minItems`:1} | [] | array_min_items (root): Array must have at least 1 items",
        "{`maxItems`:1} | [1,2] | array_max_items (root): Array must have at most 1 items",
        "{`uniqueItems`:true} | [1,2,1.0] | unique (root): array items[0,2] must be unique",
        "{`contains`:{`const`:3}} | [3] | ",
        "{`contains`:{`const`:3}} | [] | contains (root): At least one of the items must match",
        "{`minProperties`:1} | {} | array_min_properties (root): Must have at least 1 properties",
        "{`maxProperties`:0} | {`a`:1} | array_max_properties (root): Must have at most 0 properties",
        "{`additionalProperties`:false} | {`a`:1} | additional_property_not_allowed (root): Additional property a is not allowed",
        "{`additionalProperties`:{`type`:`null`}} | {`a`:1} | invalid_type a: Invalid type. Expected: null, given: integer",
        "{`patternProperties`:{`^a`:false}} | {`ab`:1,`b`:1} | false ab: False always fails validation",
        "{`dependencies`:{`a`:[`b`]}} | {`a`:1} | missing_dependency (root): Has a dependency on b",
        "{`not`:{}} | 1 | number_not (root): Must not validate the schema (not)",
        "{`oneOf`:[{},{}]} | 1 | number_one_of (root): Must validate one and only one schema (oneOf)",
        "{`if`:{`const`:1},`else`:false} | 1 | ",
      })
  void whenAKeywordIsBroken_thenItsMessageSaysHow(String schema, String document, String expected)
      throws BuiltinException {
    assertThat(errors(raw(document), raw(schema))).isEqualTo(expected == null ? "" : expected);
  }

  private static String raw(String json) {
    return "\"" + json.trim().replace("\"", "\\\"").replace("`", "\\\"") + "\"";
  }

  @Test
  void whenSchemasAreCombined_thenTheClosestOneTellsWhy() throws BuiltinException {
    assertThat(
            errors(
                "{\"a\": {\"b\": 1}}",
                "{\"properties\": {\"a\": {\"anyOf\": [{\"type\": \"string\"}, "
                    + "{\"properties\": {\"b\": {\"type\": \"string\"}}}]}}}"))
        .isEqualTo(
            "number_any_of a: Must validate at least one schema (anyOf); "
                + "invalid_type a.b: Invalid type. Expected: string, given: integer");
    assertThat(errors("{}", "{\"if\": {}, \"then\": {\"required\": [\"x\"]}}"))
        .isEqualTo(
            "condition_then (root): Must validate \"then\" as \"if\" was valid; "
                + "required (root): x is required");
  }

  @Test
  void whenSchemasRefer_thenWithinTheDocumentOnly() throws BuiltinException {
    String tree =
        "{\"properties\": {\"child\": {\"$ref\": \"#\"}, \"v\": {\"$ref\": \"#/definitions/n\"}},"
            + " \"definitions\": {\"n\": {\"type\": \"number\"}}}";
    assertThat(errors("{\"child\": {\"child\": {\"v\": \"x\"}}}", tree))
        .isEqualTo("invalid_type child.child.v: Invalid type. Expected: number, given: string");
    assertThat(
            errors(
                "{\"v\": 1}",
                "{\"$id\": \"http://example.com/root.json\", \"definitions\": "
                    + "{\"n\": {\"$id\": \"#name\", \"type\": \"string\"}},"
                    + " \"properties\": {\"v\": {\"$ref\": \"root.json#name\"}}}"))
        .isEqualTo("invalid_type v: Invalid type. Expected: string, given: integer");
    assertThat(calls.call("json.verify_schema", "{\"$ref\": \"http://127.0.0.1:1/x\"}"))
        .isEqualTo(
            "[false,\"jsonschema: remote reference loading disabled: http://127.0.0.1:1/x\"]");
    assertThat(calls.call("json.verify_schema", "{\"$ref\": \"file:///etc/passwd\"}"))
        .isEqualTo("[false,\"jsonschema: remote reference loading disabled: file:///etc/passwd\"]");
    assertThat(calls.call("json.verify_schema", "{\"$ref\": \"#/definitions/n\"}"))
        .isEqualTo("[false,\"jsonschema: Object has no key 'definitions'\"]");
  }

  @Test
  void whenSchemasReferToThoseOfSchemas_thenTheseAreKnown() throws BuiltinException {
    String seven = "{\"$ref\": \"http://json-schema.org/draft-07/schema#\"}";
    assertThat(errors("{\"type\": \"string\", \"if\": true}", seven)).isEmpty();
    assertThat(errors("{\"type\": 5, \"minimum\": \"1\"}", seven))
        .isEqualTo(
            "invalid_type minimum: Invalid type. Expected: number, given: string; "
                + "number_any_of type: Must validate at least one schema (anyOf); "
                + "enum type: type must be one of the following: \"array\", \"boolean\", "
                + "\"integer\", \"null\", \"number\", \"object\", \"string\"");
    String four = "{\"$ref\": \"http://json-schema.org/draft-04/schema\"}";
    assertThat(errors("{\"exclusiveMinimum\": true}", four))
        .isEqualTo("missing_dependency (root): Has a dependency on minimum");
    String part = "http://json-schema.org/draft-06/schema#/definitions/nonNegativeInteger";
    assertThat(errors("[-1]", "{\"items\": {\"$ref\": \"" + part + "\"}}"))
        .isEqualTo("number_gte 0: Must be greater than or equal to 0");
    assertThat(
            calls.call(
                "json.verify_schema", "{\"$ref\": \"http://json-schema.org/draft-07/schema#/x\"}"))
        .isEqualTo("[false,\"jsonschema: Object has no key 'x'\"]");
    assertThat(
            calls.call(
                "json.verify_schema",
                "{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}"))
        .startsWith("[false,\"jsonschema: remote reference loading disabled: ");
  }

  @Test
  void whenASchemaNeverEnds_thenItIsAnErrorSoon() {
    assertThat(calls.error("json.match_schema", "{}", "{\"$ref\": \"#\"}"))
        .isEqualTo("the schema refers to nothing but itself");
    assertThat(calls.error("json.match_schema", "{}", "{\"allOf\": [{\"$ref\": \"#\"}]}"))
        .isEqualTo("validating the document takes too many steps");
    String doubled = "{\"allOf\": [" + "{\"$ref\": \"#/definitions/%d\"},".repeat(2) + "{}]}";
    StringBuilder definitions = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      definitions.append('"').append(i).append("\": ");
      definitions.append(doubled.replace("%d", Integer.toString(i + 1))).append(',');
    }
    assertThat(
            calls.error(
                "json.match_schema",
                "{}",
                "{\"$ref\": \"#/definitions/0\", \"definitions\": {"
                    + definitions
                    + "\"40\": {}}}"))
        .isEqualTo("validating the document takes too many steps");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{`type`:1} | Invalid type. Expected: string/array of strings, given: type",
        "{`type`:[`null`,`null`]} | null type is duplicated",
        "{`type`:`any`} | has a primitive type that is NOT VALID -- given: /any/ Expected valid values are:[array boolean integer number null object string]",
        "{`properties`:1} | properties must be of type object",
        "{`items`:1} | Invalid type. Expected: schema/array of schemas, given: items",
        "{`additionalProperties`:1} | Invalid type. Expected: boolean/schema, given: additionalProperties",
        "{`minimum`:`1`} | minimum must be of a number",
        "{`minimum`:2,`maximum`:1} | minimum cannot be greater than maximum",
        "{`exclusiveMinimum`:true} | exclusiveMinimum cannot be used without minimum",
        "{`minLength`:1.5} | minLength must be of an integer",
        "{`minLength`:-1} | minLength must be greater than or equal to 0",
        "{`pattern`:`(`} | pattern must be a valid regex",
        "{`required`:[`a`,`a`]} | required items must be unique",
        "{`required`:1} | required must be of an array",
        "{`enum`:[1,1.0]} | enum items must be unique",
        "{`multipleOf`:0} | multipleOf must be strictly greater than 0",
        "{`uniqueItems`:1} | uniqueItems must be of a boolean",
        "{`not`:1} | not must be of an object",
        "{`$schema`:1} | Invalid type. Expected: string, given: $schema",
        "{`$schema`:`http://json-schema.org/draft-04/schema#`,`not`:true} | not must be of an object",
        "{`$schema`:`http://json-schema.org/draft-07/schema#`,`exclusiveMinimum`:true} | Invalid type. Expected: number, given: exclusiveMinimum",
        "[] | schema is invalid",
        "{ | invalid JSON string",
      })
  void whenASchemaIsNone_thenSaysWhy(String schema, String expected) throws BuiltinException {
    assertThat(calls.value("json.verify_schema", raw(schema)))
        .isEqualTo(new ArrayValue(List.of(Value.of(false), Value.of("jsonschema: " + expected))));
  }

  @ParameterizedTest
  @CsvSource({
    "date, 2024-02-29, 2023-02-29",
    "time, 12:30:00Z, 25:00:00Z",
    "date-time, 2024-01-01T00:00:00.5+01:00, 2024-01-01 00:00:00",
    "hostname, a-b.example, -a.example",
    "email, a@b.c, a.b.c",
    "ipv4, 10.0.0.1, 10.0.0",
    "ipv6, 2001:db8::1, 2001:db8:::1",
    "ipv6, ::ffff:10.0.0.1, 1:2:3:4:5:6:7",
    "uri, https://a.b/c?d=e, a/b",
    "uri-reference, ../a#b, a\\b",
    "uri-template, /a/{b}, /a/{b",
    "uuid, 123e4567-e89b-12d3-a456-426614174000, 123e4567",
    "regex, ^a+$, (",
    "json-pointer, /a/~01, a",
    "relative-json-pointer, 0/a, /a",
  })
  void whenAFormatIsKnown_thenItIsEnforced(String format, String good, String bad)
      throws BuiltinException {
    String schema = "{\"format\": \"" + format + "\"}";
    assertThat(errors("[\"" + good + "\"]", "{\"items\": " + schema + "}")).isEmpty();
    assertThat(errors("[\"" + bad.replace("\\", "\\\\") + "\"]", "{\"items\": " + schema + "}"))
        .isEqualTo("format 0: Does not match format '" + format + "'");
  }
}
