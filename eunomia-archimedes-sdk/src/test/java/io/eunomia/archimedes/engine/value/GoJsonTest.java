package io.eunomia.archimedes.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoJsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"b\":{3,1},\"a\":[null,true,{}]}|{\"a\":[null,true,{}],\"b\":[1,3]}",
        "{1:2,\"0\":3,[4]:5}|{\"0\":3,\"1\":2,\"[4]\":5}",
        "[1.50,100,-0.1,1e2]|[1.50,100,-0.1,1e2]",
        "\"<a href='x'>&\"|\"\\u003ca href='x'\\u003e\\u0026\"",
        "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u007f/\"|\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\u007f/\"",
        "set()|[]",
      })
  void whenWritten_thenItIsWhatGoWrites(String term, String json) {
    assertThat(GoJson.write(TermText.read(term))).isEqualTo(json);
  }

  @Test
  void whenTextIsOutsideOfAscii_thenOnlyLineSeparatorsAreEscaped() {
    assertThat(GoJson.write(Value.of("é\u2028\u2029😀"))).isEqualTo("\"é\\u2028\\u2029😀\"");
    assertThat(GoJson.write(Value.of("a\ud800b\udc00"))).isEqualTo("\"a\ufffdb\ufffd\"");
  }

  @Test
  void whenExponentIsHuge_thenItStaysOne() {
    assertThat(GoJson.write(TermText.read("1e999999999"))).isEqualTo("1e999999999");
  }
}
