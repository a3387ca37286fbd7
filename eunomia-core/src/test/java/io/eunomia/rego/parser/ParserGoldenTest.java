package io.eunomia.rego.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole files and the trees that they are, places included. */
class ParserGoldenTest {
  @ParameterizedTest
  @ValueSource(strings = {"rules", "terms", "metadata", "v0"})
  void whenParsed_thenTheTreeIsAsRecorded(String name) throws IOException {
    ParserOptions options = name.equals("v0") ? ParserOptions.V0 : ParserOptions.V1;
    String actual = AstDump.of(Parsed.module(read(name + ".rego"), options));

    // After a change that is meant: paste what is printed as actual into the file.
    assertThat(actual).as("golden/%s.ast", name).isEqualTo(read(name + ".ast"));
  }

  private static String read(String file) throws IOException {
    try (InputStream in = ParserGoldenTest.class.getResourceAsStream("golden/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
