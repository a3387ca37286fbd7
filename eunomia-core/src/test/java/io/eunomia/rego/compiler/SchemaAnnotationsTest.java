package io.eunomia.rego.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.schema.SchemaSet;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What schemas make of policies: where they hold, and what is wrong then. */
class SchemaAnnotationsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Requests: who does what, to an object of which nothing is said. */
  private static final String REQUEST =
      """
      {"type": "object", "properties": {
        "user": {"type": "string"},
        "action": {"type": "string"},
        "resource": {"type": "object", "properties": {
          "kind": {"type": "string"}, "size": {"type": "integer"}, "object": {"type": "object"}}},
        "tags": {"type": "array", "items": {"type": "string"}}}}
      """;

  private static final String DOCUMENT =
      """
      {"type": "object", "properties": {"owner": {"type": "string"},
        "pages": {"type": "array", "items": {"properties": {"number": {"type": "integer"}}}}}}
      """;

  private static final String GRANTS =
      """
      {"type": "object", "properties": {
        "ada": {"type": "array", "items": {"type": "string"}},
        "ben": {"type": "array", "items": {"type": "string"}}}}
      """;

  private static final SchemaSet NAMED =
      SchemaSet.of(
          Map.of(
              List.of("request"), json(REQUEST),
              List.of("kinds", "document"), json(DOCUMENT),
              List.of("acl-schema"), json(GRANTS),
              List.of("broken"), json("{\"type\": \"text\"}")));

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<String> errors(@Nullable SchemaSet schemas, String... sources) {
    return Compiled.errors(Compiled.OPTIONS.withSchemas(schemas), ParserOptions.V1, sources);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "input.usr == 1                         ! undefined ref: input.usr",
        "input.resource.kid == \"x\"            ! undefined ref: input.resource.kid",
        "input.user.name == \"x\"               ! undefined ref: input.user.name",
        "input.tags.first == \"x\"              ! undefined ref: input.tags.first",
        "input.tags[0].x == \"x\"               ! undefined ref: input.tags[0].x",
        "input.user == 1                        ! match error",
        "startswith(input.resource.size, \"1\") ! startswith: invalid argument(s)",
        "some x in input.tags; x > 1; x.y       ! undefined ref: x.y",
        "every x in input.tags { input.tag == x} ! undefined ref: input.tag",
        "x := {y | y := input.resource.kinds}; x ! undefined ref: input.resource.kinds",
        "input[x]; x == 1                       ! match error",
      })
  void whenInputHasASchema_thenRulesAreCheckedByIt(String body, String error) {
    assertThat(errors(SchemaSet.ofInput(json(REQUEST)), "package a\np if {\n\t" + body + "\n}\n"))
        .containsExactly("3 rego_type_error: " + error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "input.user == \"ada\"",
        "input.resource.object.any.thing == 1",
        "input.resource[k] == input[k]",
        "input[_][_] == 1",
        "input.tags[input.resource.size] == \"x\"",
        "p_user with input as {\"other\": 1}",
        "count(input) > 1",
      })
  void whenARefFitsTheSchema_thenNothingIsReported(String body) {
    assertThat(
            errors(
                SchemaSet.ofInput(json(REQUEST)),
                "package a\np_user if input.user\np if {\n\t" + body + "\n}\n"))
        .isEmpty();
  }

  @Test
  void whenARefDoesNotFit_thenTheHintSaysWhatWould() {
    Diagnostics diagnostics = new Diagnostics();
    SourceText source = SourceText.of("a.rego", "package a\np if input.usr");
    Module module =
        Objects.requireNonNull(RegoParser.parseModule(source, ParserOptions.V1, diagnostics));
    RegoCompiler.compile(
        List.of(module),
        Compiled.OPTIONS.withSchemas(SchemaSet.ofInput(json(REQUEST))),
        diagnostics);
    assertThat(diagnostics.all())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.span()).hasToString("a.rego:2:6");
              assertThat(error.hint())
                  .isEqualTo("have: \"usr\"; want (one of): action, resource, tags, user");
            });
  }

  @Test
  void whenSchemasAreNamed_thenInputIsAnyWithoutAnAnnotation() {
    assertThat(errors(NAMED, "package a\np if input.usr")).isEmpty();
  }

  @Test
  void whenARuleIsAnnotated_thenOnlyThatRuleIsChecked() {
    assertThat(
            errors(
                NAMED,
                """
                package a

                # METADATA
                # schemas:
                # - input: schema.request
                # - data.acl: schema["acl-schema"]
                p if {
                	input.action in data.acl.eve
                }

                p if input.action in data.acl.eve

                q if input.usr
                """))
        .containsExactly("8 rego_type_error: undefined ref: data.acl.eve");
  }

  @Test
  void whenADocumentIsAnnotated_thenAllItsRulesAreChecked() {
    assertThat(
            errors(
                NAMED,
                """
                package a

                p if input.usr

                # METADATA
                # scope: document
                # schemas:
                # - input: schema.request
                p if input.user

                q if input.usr
                """,
                "package a\n\np if input.usr"))
        .containsExactly(
            "3 rego_type_error: undefined ref: input.usr",
            "3 rego_type_error: undefined ref: input.usr");
  }

  @Test
  void whenAPackageIsAnnotated_thenItsRulesInAllFilesAreChecked() {
    String annotated = "# METADATA\n# schemas:\n# - input: schema.request\npackage a\n";
    assertThat(
            errors(
                NAMED,
                annotated + "p if input.usr",
                "package a\nq if input.usr",
                "package a.b\nq if input.usr"))
        .containsExactly(
            "5 rego_type_error: undefined ref: input.usr",
            "2 rego_type_error: undefined ref: input.usr");
  }

  @Test
  void whenSubpackagesAreAnnotated_thenThePackagesBelowAreChecked() {
    String annotated =
        "# METADATA\n# scope: subpackages\n# schemas:\n# - input: schema.request\npackage a\n";
    assertThat(
            errors(
                NAMED,
                annotated + "p if input.usr",
                "package a.b.c\nq if input.usr",
                "package ab\nq if input.usr"))
        .containsExactly(
            "6 rego_type_error: undefined ref: input.usr",
            "2 rego_type_error: undefined ref: input.usr");
  }

  @Test
  void whenScopesOverlap_thenTheNarrowerCounts() {
    assertThat(
            errors(
                NAMED,
                """
                # METADATA
                # scope: subpackages
                # schemas:
                # - input: {type: string}
                package a
                """,
                """
                # METADATA
                # schemas:
                # - input: {properties: {a: {type: string}}}
                package a.b

                p if input.a.x

                # METADATA
                # scope: document
                # schemas:
                # - input: {properties: {b: {type: string}}}
                q if input.b.x

                # METADATA
                # schemas:
                # - input: {properties: {c: {type: string}}}
                q if input.c.x
                """,
                "package a.c\n\np if input.x"))
        .containsExactly(
            "6 rego_type_error: undefined ref: input.a.x",
            "12 rego_type_error: undefined ref: input.b.x",
            "17 rego_type_error: undefined ref: input.c.x",
            "3 rego_type_error: undefined ref: input.x");
  }

  @Test
  void whenAPartIsAnnotatedToo_thenItGoesIntoTheWhole() {
    assertThat(
            errors(
                NAMED,
                """
                # METADATA
                # schemas:
                # - input: schema.request
                # - input.resource.object: schema.kinds.document
                # - input.resource.version: {type: integer}
                package a

                p if input.resource.object.owner == input.user
                p if input.resource.version == 1
                p if input.resource.size == 1
                p if input.resource.object.pages[_].numbre
                p if input.resource.vresion == 1
                p if input.resource.version.x
                p if input.usr
                """))
        .containsExactly(
            "11 rego_type_error: undefined ref: input.resource.object.pages[_].numbre",
            "12 rego_type_error: undefined ref: input.resource.vresion",
            "13 rego_type_error: undefined ref: input.resource.version.x",
            "14 rego_type_error: undefined ref: input.usr");
  }

  @Test
  void whenOnlyAPartIsAnnotated_thenTheRestIsAny() {
    assertThat(
            errors(
                NAMED,
                """
                # METADATA
                # schemas:
                # - input.a.b: schema.kinds.document
                # - data.lib.acl: schema["acl-schema"]
                package a

                p if input.other.thing
                p if input.a.other == input.a.b.owner
                p if data.other == data.lib.other
                p if data.a.q == 1
                p if data.lib.acl[_][data.lib.r[1]] == "read"
                p if input.a.b.other
                p if data.lib.acl.eve
                p if data.lib.r.x
                q := 1
                """,
                "package lib\nr := [1, 2]"))
        .containsExactly(
            "12 rego_type_error: undefined ref: input.a.b.other",
            "13 rego_type_error: undefined ref: data.lib.acl.eve",
            "14 rego_type_error: undefined ref: data.lib.r.x");
  }

  @Test
  void whenAllDataHasASchema_thenOnlyThatIsThere() {
    assertThat(
            errors(
                NAMED,
                """
                package a

                # METADATA
                # schemas:
                # - data: {properties: {x: {type: string}}}
                p if {
                	data.x == "a"
                	data.a.q == 1
                }

                q := 1
                """))
        .containsExactly("8 rego_type_error: undefined ref: data.a.q");
  }

  @Test
  void whenChoicesArePutTogether_thenAllAreOffered() {
    String schema =
        """
        {"properties": {"target": {"type": "object", "%s": [
          {"properties": {"file": {"properties": {"path": {"type": "string"}}}}},
          {"properties": {"host": {"properties": {"port": {"type": "integer"}}}}}]}}}
        """;
    for (String keyword : List.of("anyOf", "allOf")) {
      assertThat(
              errors(
                  SchemaSet.ofInput(json(schema.formatted(keyword))),
                  """
                  package a
                  p if input.target.file.path == "x"
                  p if input.target.host.port == 80
                  p if input.target.hosts.port == 80
                  p if input.target.host.ports == 80
                  """))
          .containsExactly(
              "4 rego_type_error: undefined ref: input.target.hosts.port",
              "5 rego_type_error: undefined ref: input.target.host.ports");
    }
  }

  @Test
  void whenASchemaIsMissing_thenItIsSaidOnceAtTheAnnotation() {
    String source =
        """
        # METADATA
        # schemas:
        # - input: schema["acl schema"]
        package a

        p if input.a
        q if input.a
        """;
    assertThat(errors(NAMED, source))
        .containsExactly("1 rego_type_error: undefined schema: schema[\"acl schema\"]");
    assertThat(errors(SchemaSet.ofInput(json("{}")), source)).hasSize(1);
    assertThat(errors(null, source)).isEmpty();
  }

  @Test
  void whenASchemaIsDamaged_thenItIsSaidAtTheAnnotation() {
    assertThat(
            errors(
                NAMED,
                """
                package a

                # METADATA
                # schemas:
                # - input: schema.broken
                # - data.x: {$ref: "https://example.com/x.json"}
                p if input.a
                """))
        .containsExactly(
            "3 rego_type_error: unable to compile the schema: has a primitive type that is NOT"
                + " VALID -- given: /text/ Expected valid values are:[array boolean integer number"
                + " object string null]",
            "3 rego_type_error: unable to compile the schema: remote reference loading disabled:"
                + " https://example.com/x.json");
  }

  @Test
  void whenTheSchemaOfInputIsDamaged_thenItIsReported() {
    assertThat(errors(SchemaSet.ofInput(json("{\"allOf\": []}")), "package a\np if input.a"))
        .containsExactly(
            "1 rego_type_error: unable to compile the schema: allOf must be an array of schemas,"
                + " of at least one");
  }

  @Test
  void whenTheWholeSchemaIsNamed_thenItIsTheOneOfInput() {
    assertThat(
            errors(
                SchemaSet.ofInput(json(GRANTS)),
                """
                package a

                # METADATA
                # schemas:
                # - data.acl: schema
                p if data.acl.eve
                """))
        .containsExactly("6 rego_type_error: undefined ref: data.acl.eve");
  }
}
