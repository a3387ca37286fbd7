package io.eunomia.rego.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.schema.SchemaSet;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A schema must never make the compiler refuse what a document of that schema has. */
class SchemaPropertiesTest {
  @Property(tries = 500)
  void whenADocumentIsOfASchema_thenRefsToAllThatIsThereCompile(@ForAll long seed) {
    SchemaMaker maker = new SchemaMaker(seed);
    ObjectNode schema = maker.root();
    List<String> rules = new ArrayList<>(List.of("package a"));
    for (int i = 0; i < 3; i++) {
      addRules("input", maker.document(schema, 0), rules);
    }
    assertThat(
            Compiled.errors(
                Compiled.OPTIONS.withSchemas(SchemaSet.ofInput(schema)),
                ParserOptions.V1,
                String.join("\n", rules)))
        .as("%s of %s", rules, schema)
        .isEmpty();
  }

  /** A rule for each part of a document, that says what it is. */
  private static void addRules(String ref, JsonNode document, List<String> rules) {
    int index = 0;
    if (document.isArray()) {
      for (JsonNode element : document) {
        addRules(ref + "[" + index++ + "]", element, rules);
      }
    }
    for (var property : document.properties()) {
      String key = TextNode.valueOf(property.getKey()).toString();
      addRules(ref + "[" + key + "]", property.getValue(), rules);
    }
    rules.add("p if " + ref + (document.isValueNode() ? " == " + document : ""));
  }
}
