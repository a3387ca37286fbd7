package io.eunomia.archimedes.engine.builtins.jsonschema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.eunomia.bundle.DataFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What we say of documents is what networknt's validator says of them, though in OPA's words. */
class JsonSchemaOracleTest {
  @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
  void whenADocumentIsValidated_thenAsNetworkntDoes(@ForAll long seed) throws SchemaException {
    RandomSchema any = new RandomSchema(new Random(seed));
    JsonNode schema = any.schema();
    JsonNode document = any.document();
    List<Violation> ours = JsonSchema.compile(schema).validate(document);
    Schema theirs =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
    List<com.networknt.schema.Error> errors = theirs.validate(document);
    assertThat(ours.isEmpty())
        .as("%s%n%s%nours: %s%ntheirs: %s", schema, document, ours, errors)
        .isEqualTo(errors.isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"FOUR, /draft-04/schema", "SIX, /draft-06/schema", "SEVEN, /draft-07/schema"})
  void whenASchemaOfSchemasIsHere_thenItAsksWhatTheDraftAsks(Draft draft, String published)
      throws IOException {
    try (InputStream in = Schema.class.getResourceAsStream(published)) {
      JsonNode theirs = DataFormat.JSON.parse(Objects.requireNonNull(in).readAllBytes());
      assertThat(Metaschemas.of(draft)).isEqualTo(withoutNotes(theirs));
    }
  }

  /** A schema without what is only said of it: titles, descriptions, defaults. */
  private static JsonNode withoutNotes(JsonNode schema) {
    if (!(schema instanceof ObjectNode object)) {
      schema.forEach(JsonSchemaOracleTest::withoutNotes);
      return schema;
    }
    object.remove(List.of("title", "description", "default"));
    object
        .properties()
        .forEach(
            member -> {
              boolean named = List.of("properties", "definitions").contains(member.getKey());
              (named ? member.getValue() : List.of(member.getValue()))
                  .forEach(JsonSchemaOracleTest::withoutNotes);
            });
    return object;
  }
}
