package io.eunomia.archimedes.engine.builtins.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphqlTest {
  private static final String SCHEMA =
      """
      interface Pet { name: String! }
      type Dog implements Pet { name: String!, barks(loud: Boolean = false): Boolean, age: Int }
      type Cat implements Pet { name: String!, lives: Int!, age: String }
      type Fish { depth: Float }
      union Any = Dog | Cat | Fish
      enum Color { RED GREEN }
      scalar Time
      input Filter { color: Color!, sizes: [Int!], at: Time, limit: Int! = 1 }
      directive @tag(name: String!) on FIELD
      type Query {
        pet(id: ID!): Pet
        pets(filter: Filter, first: Int): [Pet!]!
        any: Any
        dog: Dog
      }
      type Subscription { a: Int, b: Int }
      """;

  private static String fault(String query) throws GraphqlException {
    JsonNode schema = Graphql.parseSchema(SCHEMA);
    try {
      Graphql.checkQuery(Graphql.parseQuery(query), schema);
      return "";
    } catch (GraphqlException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ pet(id: 1) { name } }",
        "{ pet(id: \"a\") { __typename name ... on Dog { barks } } }",
        "query Q($f: Filter, $n: Int = 3) { pets(filter: $f, first: $n) { name } }",
        "{ pets(filter: {color: RED, sizes: 1, at: 5}) { name } }",
        "query Q($c: Color!) { pets(filter: {color: $c, sizes: [1, 2]}) { name } }",
        "{ any { ... on Dog { name age } ... on Fish { depth } } }",
        "{ dog { barks barks a: barks(loud: true) } }",
        "{ dog { ...D } } fragment D on Dog { name ...P } fragment P on Pet { name }",
        "{ __schema { types { name fields(includeDeprecated: true) { name } } } }",
        "{ __type(name: \"Dog\") { name } }",
        "{ dog { name @tag(name: \"x\") @skip(if: true) } }",
        "query A { dog { name } } query B { dog { age } }",
        "subscription S { a }",
        "subscription S { a ...F } fragment F on Subscription { a b: a }",
        "{ __schema { types { fields { type { inputFields { name } } } } } }",
        "",
      })
  void whenAQueryIsValid_thenNothingIsSaid(String query) throws GraphqlException {
    assertThat(fault(query)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{ none } | Cannot query field \"none\" on type \"Query\" | 1:3",
        "{ dog { name { x } } } | Field \"name\" must not have a selection since type \"String\" has no subfields | 1:9",
        "{ dog } | Field \"dog\" of type \"Dog\" must have a selection of subfields. Did you mean \"dog { ... }\"? | 1:3",
        "{ pet { name } } | Field \"pet\" argument \"id\" of type \"ID!\" is required, but it was not provided | 1:3",
        "{ pet(id: 1, x: 2) { name } } | Unknown argument \"x\" on field \"Query.pet\" | 1:14",
        "{ pet(id: 1, id: 2) { name } } | There can be only one argument named \"id\" | 1:14",
        "{ pet(id: true) { name } } | ID cannot represent a non-string and non-integer value: true | 1:11",
        "{ pet(id: null) { name } } | Expected value of type \"ID!\", found null | 1:11",
        "{ pets(first: 1.5) { name } } | Int cannot represent non-integer value: 1.5 | 1:15",
        "{ pets(filter: {color: BLUE}) { name } } | Value \"BLUE\" does not exist in \"Color!\" enum | 1:24",
        "{ pets(filter: {}) { name } } | Field \"Filter.color\" of required type \"Color!\" was not provided | 1:16",
        "{ pets(filter: {color: RED, x: 1}) { name } } | Field \"x\" is not defined by type \"Filter\" | 1:29",
        "{ pets(filter: {color: RED, color: RED}) { name } } | There can be only one input field named \"color\" | 1:29",
        "{ dog { ...X } } | Unknown fragment \"X\" | 1:12",
        "{ dog { ...F } } fragment F on Fish { depth } | Fragment \"F\" cannot be spread here as objects of type \"Dog\" can never be of type \"Fish\" | 1:12",
        "{ dog { ... on Cat { name } } } | Fragment cannot be spread here as objects of type \"Dog\" can never be of type \"Cat\" | 1:13",
        "{ dog { name } } fragment F on Dog { name } | Fragment \"F\" is never used | 1:18",
        "{ dog { ...F } } fragment F on Color { x } | Fragment \"F\" cannot condition on non composite type \"Color\" | 1:18",
        "{ dog { ...A } } fragment A on Dog { ...B } fragment B on Dog { ...A } | Cannot spread fragment \"A\" within itself via \"B\" | 1:68",
        "{ dog { name @none } } | Unknown directive \"@none\" | 1:15",
        "{ dog { name @tag(name: \"a\") @tag(name: \"b\") } } | The directive \"@tag\" can only be used once at this location | 1:31",
        "query @skip(if: true) { dog { name } } | Directive \"@skip\" may not be used on QUERY | 1:8",
        "{ dog { name } } { dog { age } } | This anonymous operation must be the only defined operation | 1:1",
        "query A { dog { name } } query A { dog { age } } | There can be only one operation named \"A\" | 1:26",
        "mutation { x } | Schema does not support operation type \"mutation\" | 1:1",
        "subscription S { a b } | Subscription \"S\" must select only one top level field | 1:20",
        "subscription S { a ...F } fragment F on Subscription { ... { b } } | Subscription \"S\" must select only one top level field | 1:62",
        "subscription { __typename } | Anonymous Subscription must not select an introspection top level field | 1:16",
        "{ __type(name: \"A\") { fields { type { interfaces { ...T } } } } } fragment T on __Type { possibleTypes { name } } | Maximum introspection depth exceeded | 1:3",
        "query ($x: Int) { dog { name } } | Variable \"$x\" is never used | 1:8",
        "query Q { pets(first: $x) { name } } | Variable \"$x\" is not defined by operation \"Q\" | 1:23",
        "query ($x: String) { pets(first: $x) { name } } | Variable \"$x\" of type \"String\" used in position expecting type \"Int\" | 1:34",
        "query ($x: ID) { pet(id: $x) { name } } | Variable \"$x\" of type \"ID\" used in position expecting type \"ID!\" | 1:26",
        "query ($x: Dog) { dog { name } } | Variable \"$x\" cannot be non-input type \"Dog\" | 1:8",
        "query ($x: Nope) { dog { name } } | Unknown type \"Nope\" | 1:8",
        "query ($x: Int = \"a\") { pets(first: $x) { name } } | Int cannot represent non-integer value: \"a\" | 1:19",
        "query ($x: Int, $x: Int) { pets(first: $x) { name } } | There can be only one variable named \"$x\" | 1:17",
        "{ dog { x: name x: age } } | Fields \"x\" conflict because \"name\" and \"age\" are different fields. Use different aliases on the fields to fetch both if this was intentional | 1:17",
        "{ dog { barks barks(loud: true) } } | Fields \"barks\" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this was intentional | 1:15",
        "{ any { ... on Dog { age } ... on Cat { age } } } | Fields \"age\" conflict because they return conflicting types Int and String. Use different aliases on the fields to fetch both if this was intentional | 1:41",
      })
  void whenAQueryBreaksARule_thenTheFirstFaultIsSaid(String query, String message, String place)
      throws GraphqlException {
    assertThat(fault(query)).isEqualTo(message + " in GraphQL string at location " + place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "type A { x: B } | input:1:13: Undefined type B.",
        "type A { x: Int } type A { y: Int } | input:1:24: Cannot redeclare type A.",
        "type A { x: Int x: Int } | input:1:17: Field A.x can only be defined once.",
        "type A { __x: Int } | input:1:10: Name \"__x\" must not begin with \"__\", which is reserved by GraphQL introspection.",
        "type A { x(y: A): Int } | input:1:12: cannot use A as argument y because OBJECT is not a valid input type",
        "type A @none { x: Int } | input:1:9: Undefined directive none.",
        "type A @skip(if: true) { x: Int } | input:1:9: Directive skip is not applicable on OBJECT.",
        "enum A { true } | input:1:6: ENUM A: non-enum value true.",
        "union A = B type B { x: Int } extend type A { y: Int } | input:1:43: Cannot extend type A because the base type is a UNION, not OBJECT.",
        "schema { query: Q } | input:1:10: Schema root query refers to a type Q that does not exist.",
        "interface I { x: Int } type A implements I { y: Int } | input:1:29: For A to implement I it must have a field called x.",
        "interface I { x: Int } type A implements I { x: String } | input:1:29: For A to implement I the field x must have type Int.",
        "interface I { x(a: Int): Int } type A implements I { x: Int } | input:1:37: For A to implement I the field x must have the same arguments but it is missing a.",
        "interface I { x: Int } interface J implements I { x: Int } type A implements J { x: Int } | input:1:65: Type A must implement I because it is implemented by J.",
        "directive @a(x: Int @a) on FIELD | input:1:22: Directive a cannot refer to itself.",
      })
  void whenASchemaBreaksARule_thenTheFirstFaultIsSaid(String schema, String message)
      throws GraphqlException {
    JsonNode tree = Graphql.parseSchema(schema);
    assertThatThrownBy(() -> Graphql.checkSchema(tree))
        .hasMessage("Error in gqlparser SchemaDocument to Schema conversion: " + message);
  }

  @Test
  void whenASchemaIsExtended_thenTheTreeStaysAsItWas() throws GraphqlException {
    JsonNode tree = Graphql.parseSchema("type Query { a: Int } extend type Query { b: Int }");
    JsonNode before = tree.deepCopy();
    Graphql.checkQuery(Graphql.parseQuery("{ a b }"), tree);
    assertThat(tree).isEqualTo(before);
  }

  @Test
  void whenStringsAreRead_thenEscapesAndIndentationAreResolved() throws GraphqlException {
    JsonNode tree =
        Graphql.parseQuery(
            "{ f(a: \"\\u00e9\\n\\\"\", b: \"\"\"\n    one\n      two \\\"\"\"\n\n  \"\"\") }");
    JsonNode arguments = tree.at("/Operations/0/SelectionSet/0/Arguments");
    assertThat(arguments.at("/0/Value/Raw").textValue()).isEqualTo("\u00e9\n\"");
    assertThat(arguments.at("/1/Value/Raw").textValue()).isEqualTo("one\n  two \"\"\"");
  }

  @Test
  void whenTreesAreMadeByPolicies_thenNothingIsTakenForGranted() throws Exception {
    ObjectMapper json = new ObjectMapper();
    JsonNode schema = Graphql.parseSchema(SCHEMA);
    for (String tree :
        new String[] {
          "{\"Operations\": [{}]}",
          "{\"Operations\": 5, \"Fragments\": [[], null, \"x\"]}",
          "{\"Operations\": [{\"Operation\": \"query\", \"SelectionSet\": [1, {\"Name\": \"x\"}]}]}",
        }) {
      assertThatThrownBy(() -> Graphql.checkQuery(json.readTree(tree), schema))
          .isInstanceOf(GraphqlException.class);
    }
    assertThatCode(() -> Graphql.checkSchema(json.readTree("{\"Definitions\": [1, \"x\"]}")))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> Graphql.checkSchema(json.readTree("{\"Definitions\": [{\"Kind\": \"OBJECT\"}]}")))
        .isInstanceOf(GraphqlException.class);
  }

  @Test
  void whenDocumentsAreTooMuch_thenTheyAreRefused() {
    assertThatThrownBy(() -> Graphql.parseQuery("{a".repeat(5000) + "}".repeat(5000)))
        .hasMessageContaining("deep");
    assertThatThrownBy(() -> Graphql.parseQuery("{f(a:" + "[".repeat(5000)))
        .hasMessageContaining("deep");
    String wide = "{ dog { " + "name ".repeat(3000) + "} }";
    assertThatThrownBy(
            () -> Graphql.checkQuery(Graphql.parseQuery(wide), Graphql.parseSchema(SCHEMA)))
        .hasMessageContaining("steps");
  }

  @Property(tries = 2000)
  void whenTheTextIsAnything_thenItIsReadOrRefused(
      @ForAll
          @StringLength(max = 60)
          @Chars({
            '{', '}', '(', ')', '[', ']', 'a', ' ', ':', '$', '!', '"', '\\', '@', '|', '.', '1',
            '-', '\n'
          })
          String text) {
    for (String one : new String[] {text, "{a" + text, "type A " + text, "query " + text}) {
      try {
        assertThat(Graphql.visible(Graphql.parseQuery(one))).isNotNull();
        assertThat(Graphql.visible(Graphql.parseSchema(one))).isNotNull();
      } catch (GraphqlException e) {
        assertThat(e).hasMessageContaining(" in GraphQL string at location ");
      }
    }
  }
}
