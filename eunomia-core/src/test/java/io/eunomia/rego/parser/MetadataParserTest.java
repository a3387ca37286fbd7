package io.eunomia.rego.parser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.rego.ast.Annotation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataParserTest {
  @Test
  void whenBlocksAreRead_thenTheySpeakOfWhatFollows() {
    List<Annotation> annotations =
        annotations(
            """
            # METADATA
            # title: The package
            package test

            import data.x

            # METADATA
            # title: First

            # no metadata
            p := 1

            q := 2
            # METADATA
            # scope: document
            # description: |
            #  Two
            #  lines
            # METADATA: is text here
            p := 3
            """);

    assertThat(annotations)
        .extracting(Annotation::scope)
        .containsExactly("package", "rule", "document");
    assertThat(annotations).extracting(Annotation::rule).containsExactly(-1, 0, 2);
    assertThat(annotations.get(1).span()).hasToString("test.rego:7:1");
    assertThat(annotations.get(2).fields().get("description").asText()).isEqualTo("Two\nlines\n");
  }

  @Test
  void whenLinesEndInCarriageReturns_thenABlockIsNoShorter() {
    assertThat(annotations("# METADATA\r\n# title: A\r\n# description: B\r\npackage test\r\n"))
        .singleElement()
        .satisfies(a -> assertThat(a.fields()).hasSize(3));
  }

  @Test
  void whenFieldsAreRead_thenTheyAreBroughtIntoOneForm() throws Exception {
    Annotation annotation =
        annotations(
                """
                package test
                # METADATA
                # title: A title
                # entrypoint: true
                # unknown: dropped
                # organizations:
                # - Acme
                # authors:
                # - Jane   Doe <jane@example.com>
                # - <only@example.com>
                # - Solo
                # - name: John
                #   email: john@example.com
                # related_resources:
                # - https://example.com/a
                # - ref: https://example.com/b
                #   description: B
                # schemas:
                # - input: schema.input
                # - data.x["y z"]: {type: object}
                # custom:
                #  severity: 3
                #  tags: [a, {b: null}]
                p if true
                """)
            .get(0);

    assertThat(annotation.scope()).isEqualTo("document");
    assertThat(annotation.entrypoint()).isTrue();
    assertThat(annotation.fields())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"title": "A title", "entrypoint": true, "organizations": ["Acme"],
                     "authors": [{"name": "Jane Doe", "email": "jane@example.com"},
                       {"email": "only@example.com"}, {"name": "Solo"},
                       {"name": "John", "email": "john@example.com"}],
                     "related_resources": [{"ref": "https://example.com/a"},
                       {"ref": "https://example.com/b", "description": "B"}],
                     "schemas": [{"path": ["input"], "schema": ["schema", "input"]},
                       {"path": ["data", "x", "y z"], "definition": {"type": "object"}}],
                     "custom": {"severity": 3, "tags": ["a", {"b": null}]},
                     "scope": "document"}
                    """));
  }

  @Test
  void whenMetadataIsNotRead_thenABlockIsAComment() {
    String text = "# METADATA\n# {{{\npackage test\n";

    assertThat(Parsed.module(text, ParserOptions.V1.withMetadata(false)).annotations()).isEmpty();
    assertThat(Parsed.errors(text)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "~~ ! 2:1: expected METADATA block, found whitespace",
        "just text ! 2:1: expected a mapping of fields",
        "title: [1] ! 2:1: title: expected a string",
        "entrypoint: 1 ! 2:1: entrypoint: expected true or false",
        "authors: Jane ! 2:1: authors: expected a list",
        "authors: [''] ! 2:1: invalid author definition : author is an empty string",
        "authors: [1] ! 2:1: invalid author definition 1: invalid value type, must be string or map",
        "authors: [{phone: 1}] ! 2:1: invalid author definition {\"phone\":1}: 'name' and/or 'email' values required in object",
        "organizations: [{}] ! 2:1: organizations: expected a string",
        "related_resources: [{description: x}] ! 2:1: invalid related-resource definition {\"description\":\"x\"}: 'ref' value required in object",
        "related_resources: [''] ! 2:1: invalid related-resource definition : ref URL may not be empty string",
        "related_resources: [[a]] ! 2:1: invalid related-resource definition [\"a\"]: invalid value type, must be string or map",
        "schemas: [input] ! 2:1: invalid schema declaration: expected one `path: schema`",
        "schemas: [{input: 1}] ! 2:1: invalid schema declaration for path \"input\"",
        "schemas: [{'input[': schema}] ! 2:1: invalid document reference",
        "schemas: [{'input[x]': schema}] ! 2:1: invalid document reference",
        "schemas: [{input: input.x}] ! 2:1: invalid schema reference",
        "schemas: [{input: 'schema['}] ! 2:1: invalid schema reference",
        "schemas: [{input: 'schema.acl-schema'}] ! 2:1: invalid schema reference",
        "compile: [] ! 2:1: compile: expected a mapping",
        "compile: {unknowns: ['input.']} ! 2:1: invalid unknowns element \"input.\"",
        "compile: {mask_rule: '1'} ! 2:1: invalid mask_rule annotation \"1\"",
        "custom: 1 ! 2:1: custom: expected a mapping",
        "scope: module ! 2:1: invalid annotation scope 'module'. Use one of 'rule', 'document', 'package', or 'subpackages'",
        "scope: package ! 2:1: annotation scope 'package' must be applied to package (have rule)",
        "{scope: rule, entrypoint: true} ! 2:1: annotation entrypoint applied to non-document or package scope 'rule'",
      })
  void whenMetadataIsWrong_thenTheErrorSaysWhereAndWhy(String yaml, String error) {
    assertThat(Parsed.errors("package test\n# METADATA\n# " + yaml + "\np := 1\n"))
        .containsExactly(error);
  }

  @Test
  void whenYamlIsWrong_thenTheErrorIsAtItsLine() {
    assertThat(Parsed.errors("package test\n# METADATA\n# title: a\n#  x: y: z\np := 1\n"))
        .singleElement()
        .asString()
        .startsWith("4:1: yaml: ");
    assertThat(Parsed.errors("package test\n# METADATA\n# title: a\n# title: b\np := 1\n"))
        .singleElement()
        .asString()
        .startsWith("4:1: yaml: ");
  }

  @Test
  void whenNothingFollows_thenRefused() {
    assertThat(Parsed.errors("package test\n# METADATA\n# title: a\n")).hasSize(1);
    assertThat(Parsed.errors("package test\n# METADATA\n# scope: rule\n"))
        .containsExactly("2:1: annotation scope 'rule' must be applied to rule");
    assertThat(Parsed.errors("package test\n# METADATA\n# title: a\nimport data.x\n"))
        .singleElement()
        .asString()
        .contains("invalid annotation scope 'import'");
  }

  private static List<Annotation> annotations(String text) {
    return Parsed.module(text).annotations();
  }
}
