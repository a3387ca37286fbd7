package io.eunomia.rego.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.rego.types.ConstantKey;
import io.eunomia.rego.types.Type;
import io.eunomia.rego.types.UnionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTypesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Single quotes stand for double ones. */
  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Type type(String schema) throws SchemaException {
    return SchemaTypes.of(json(schema));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        // type
        "{'type': 'string'} ! string",
        "{'type': 'integer'} ! number",
        "{'type': 'number'} ! number",
        "{'type': 'boolean'} ! boolean",
        "{'type': 'null'} ! any",
        "{'type': ['null', 'string']} ! any<null, string>",
        "{'type': ['integer', 'number']} ! number",
        "{'type': ['array', 'object', 'boolean']} ! any<boolean, array[any], object[any: any]>",
        "{} ! any",
        "true ! any",
        "false ! any",
        // properties
        "{'type': 'object'} ! object[any: any]",
        "{'type': 'object', 'properties': {}} ! object[any: any]",
        "{'type': 'object', 'properties': {'b': {}, 'a': {'type': 'string'}}} ! object<a: string, b: any>",
        "{'properties': {'a': true}} ! object<a: any>",
        "{'type': 'string', 'properties': {'a': true}} ! string",
        "{'properties': {'$ref': {'type': 'string'}}} ! object<$ref: string>",
        // what is not listed is not there, whatever these say
        "{'properties': {'a': {}}, 'additionalProperties': true} ! object<a: any>",
        "{'additionalProperties': {'type': 'string'}} ! any",
        "{'type': 'object', 'additionalProperties': false} ! object[any: any]",
        "{'properties': {'a': {}}, 'patternProperties': {'b': {}}, 'required': ['a']} ! object<a: any>",
        // items
        "{'type': 'array'} ! array[any]",
        "{'type': 'array', 'items': {'type': 'string'}} ! array[string]",
        "{'items': {'type': 'string'}} ! array[string]",
        "{'items': true} ! array[any]",
        "{'type': 'array', 'items': [{'type': 'string'}, {}]} ! array<string, any>",
        "{'type': 'array', 'items': [], 'additionalItems': false} ! array[any]",
        // not looked at
        "{'enum': ['a', 1]} ! any",
        "{'const': 1} ! any",
        "{'type': 'string', 'enum': ['a']} ! string",
        "{'oneOf': [{'type': 'string'}, {'type': 'number'}]} ! any",
        "{'not': {'type': 'string'}} ! any",
        "{'if': {}, 'then': {'type': 'string'}, 'else': {'type': 'number'}} ! any",
        // anyOf
        "{'anyOf': [{'type': 'string'}, {'type': 'number'}]} ! any<number, string>",
        "{'anyOf': [{'type': 'string'}, {'minimum': 1}]} ! any",
        "{'type': 'object', 'anyOf': [{'properties': {'a': {}}}, {'properties': {'b': {}}}]}"
            + " ! any<object<a: any>, object<b: any>>",
        "{'type': 'object', 'properties': {'c': {}}, 'anyOf': [{'properties': {'a': {}}}, {'type': 'null'}]}"
            + " ! any",
        "{'properties': {'c': {}}, 'anyOf': [{'properties': {'a': {}}}, {'type': 'string'}]}"
            + " ! any<string, object<a: any>, object<c: any>>",
        // allOf
        "{'allOf': [{'type': 'string'}, {'minLength': 1}]} ! string",
        "{'allOf': [{'type': 'integer'}, {'type': 'number'}]} ! number",
        "{'allOf': [{'type': ['string', 'null']}, {'type': ['string', 'number']}]} ! string",
        "{'type': 'object', 'allOf': [{'properties': {'a': {}}}, {'properties': {'b': {}}}]}"
            + " ! object<a: any, b: any>",
        "{'properties': {'c': {}}, 'allOf': [{'properties': {'a': {'type': 'string'}}},"
            + " {'type': 'object'}]} ! object<a: string, c: any>",
        "{'allOf': [{'allOf': [{'properties': {'a': {}}}]}, {'$ref': '#/definitions/b'}],"
            + " 'definitions': {'b': {'properties': {'b': {}}}}} ! object<a: any, b: any>",
        "{'allOf': [{'properties': {'a': {'properties': {'b': {}}}}},"
            + " {'properties': {'a': {'properties': {'c': {}}}}}]}"
            + " ! object<a: any<object<b: any>, object<c: any>>>",
        "{'allOf': [{'items': {'type': 'string'}}, {'items': {'type': 'number'}}]}"
            + " ! array[any<number, string>]",
        "{'allOf': [{'items': [{'type': 'string'}]}, {'items': [{'type': 'number'}, {}]}]}"
            + " ! array<any<number, string>, any>",
        "{'allOf': [{'items': {'type': 'string'}}, {'items': [{'type': 'string'}]}]} ! array[any]",
        "{'allOf': [{'properties': {'a': {}}}, {'anyOf': [{'properties': {'b': {}}}]}]} ! any",
        "{'allOf': [true, {'type': 'string'}]} ! string",
        // $ref
        "{'$ref': '#/definitions/a', 'definitions': {'a': {'type': 'string'}}} ! string",
        "{'$ref': '#/$defs/a%20b~1c', '$defs': {'a b/c': {'type': 'string'}}} ! string",
        "{'$ref': '#/$defs/a', 'type': 'number', '$defs': {'a': {'type': 'string'}}} ! string",
        "{'items': {'$ref': '#/definitions/all/0'}, 'definitions': {'all': [{'type': 'string'}]}}"
            + " ! array[string]",
        "{'properties': {'a': {'$ref': '#name'}}, 'definitions': {'x': {'$id': '#name', 'type': 'string'}}}"
            + " ! object<a: string>",
        "{'items': {'$ref': '#name'}, '$defs': {'x': {'$anchor': 'name', 'type': 'string'}}}"
            + " ! array[string]",
        "{'$id': 'http://example.com/s.json', 'items': {'$ref': 'http://example.com/s.json#/definitions/a'},"
            + " 'definitions': {'a': {'type': 'string'}}} ! array[string]",
        "{'$id': 'http://example.com/s.json', 'items': {'$ref': 'item.json'},"
            + " 'definitions': {'a': {'$id': 'http://example.com/item.json#', 'type': 'string'}}}"
            + " ! array[string]",
        "{'$ref': 'http://json-schema.org/draft-07/schema#'} ! any",
      })
  void whenASchemaIsRead_thenItsTypeIsTheOneThatOpaGivesIt(String schema, String type)
      throws SchemaException {
    assertThat(type(schema)).hasToString(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "1 ! unable to compile the schema: a schema must be an object or a boolean",
        "{'type': 'text'} ! unable to compile the schema: has a primitive type that is NOT VALID"
            + " -- given: /text/ Expected valid values are:[array boolean integer number object string null]",
        "{'type': {}} ! unable to compile the schema: has a primitive type that is NOT VALID"
            + " -- given: /{}/ Expected valid values are:[array boolean integer number object string null]",
        "{'properties': []} ! unable to compile the schema: properties must be an object",
        "{'properties': {'a': 1}} ! unable to compile the schema: a schema must be an object or a boolean",
        "{'items': 'a'} ! unable to compile the schema: a schema must be an object or a boolean",
        "{'items': [[]]} ! unable to compile the schema: a schema must be an object or a boolean",
        "{'anyOf': {}} ! unable to compile the schema: anyOf must be an array of schemas, of at least one",
        "{'allOf': []} ! unable to compile the schema: allOf must be an array of schemas, of at least one",
        "{'allOf': [1]} ! unable to compile the schema: a schema must be an object or a boolean",
        "{'$ref': 1} ! unable to compile the schema: $ref must be a string",
        "{'$ref': '#/definitions/a'} ! unable to compile the schema: there is nothing at $ref: #/definitions/a",
        "{'$ref': '#name'} ! unable to compile the schema: there is nothing at $ref: #name",
        "{'items': {'$ref': 'https://example.com/pod.json#/definitions/a'}}"
            + " ! unable to compile the schema: remote reference loading disabled: https://example.com/pod.json",
        "{'$ref': 'pod.json'} ! unable to compile the schema: remote reference loading disabled: pod.json",
        "{'allOf': [{'type': 'string'}, {'type': 'integer'}]}"
            + " ! type checking: unable to merge these schemas: type mismatch: string and number",
        "{'type': 'string', 'allOf': [{'properties': {'a': {}}}]}"
            + " ! type checking: unable to merge these schemas: type mismatch: string and object",
      })
  void whenASchemaIsDamaged_thenItIsSaidWhy(String schema, String message) {
    assertThatThrownBy(() -> type(schema)).isInstanceOf(SchemaException.class).hasMessage(message);
  }

  @Test
  void whenASchemaRefersToItself_thenSomeStepsAreCheckedAndTheRestIsAny() throws SchemaException {
    Type node =
        type(
            "{'$ref': '#/definitions/node', 'definitions': {'node': {'properties': {"
                + "'value': {'type': 'string'}, 'next': {'$ref': '#/definitions/node'}}}}}");
    for (int i = 0; i < 4; i++) {
      assertThat(node.select(ConstantKey.of("value"))).hasToString("string");
      assertThat(node.select(ConstantKey.of("typo"))).hasToString("???");
      node = node.select(ConstantKey.of("next"));
    }
    assertThat(node).isEqualTo(UnionType.ANY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "{'$ref': '#'} ! any",
        "{'$ref': '#/a', 'a': {'$ref': '#/b'}, 'b': {'$ref': '#/a'}} ! any",
        "{'allOf': [{'$ref': '#'}, {'$ref': '#'}]} ! any",
        "{'anyOf': [{'$ref': '#'}, {'$ref': '#'}]} ! any",
      })
  @Timeout(20)
  void whenASchemaIsNothingButItself_thenItIsAny(String schema, String type)
      throws SchemaException {
    assertThat(type(schema)).hasToString(type);
  }

  @Test
  @Timeout(20)
  void whenFewLinesMakeATypeWithoutEnd_thenItIsCutOff() throws SchemaException {
    StringBuilder text = new StringBuilder("{'$ref': '#/d/n0', 'd': {");
    for (int i = 0; i < 50; i++) {
      text.append(
          "'n%d': {'properties': {'a': {'$ref': '#/d/n%d'}, 'b': {'$ref': '#/d/n%d'}}},"
              .formatted(i, i + 1, i + 1));
    }
    Type type = type(text + "'n50': {'type': 'string'}}}");
    assertThat(type.select(ConstantKey.of("a")).select(ConstantKey.of("c"))).hasToString("???");
    assertThat(type.toString()).hasSizeLessThan(1_000_000);
  }

  @Test
  @Timeout(20)
  void whenASchemaBranchesIntoItself_thenItIsFollowedLess() throws SchemaException {
    StringBuilder text = new StringBuilder("{'properties': {");
    for (int i = 0; i < 30; i++) {
      text.append("'p%d': {'$ref': '#'},".formatted(i));
    }
    Type type = type(text + "'last': {'type': 'string'}}}");
    Type below = type.select(ConstantKey.of("p29"));
    assertThat(below.select(ConstantKey.of("last"))).hasToString("string");
    assertThat(below.select(ConstantKey.of("typo"))).hasToString("???");
  }

  @Test
  void whenASchemaIsNestedDeeply_thenItsDepthIsAny() throws SchemaException {
    Type type = type("{'items': ".repeat(900) + "{'type': 'string'}" + "}".repeat(900));
    assertThat(type.toString()).startsWith("array[array[").contains("[any]");
  }
}
