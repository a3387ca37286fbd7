package io.eunomia.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataFormatTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void readsOrSaysWhy(byte[] bytes) {
    for (DataFormat format : DataFormat.values()) {
      try {
        assertThat(format.parse(bytes)).isNotNull();
      } catch (JsonProcessingException e) {
        assertThat(DataFormat.describe(e)).isNotBlank().doesNotContain("\n");
      }
    }
  }

  @Provide
  Arbitrary<String> documents() {
    return Arbitraries.of(
            "a: ",
            "- ",
            "&x ",
            "*x",
            "<<: ",
            "!!int ",
            "!!float ",
            "!!binary ",
            "!!set ",
            "0x",
            "_",
            "1",
            "-",
            ".",
            "e",
            "+",
            "0o7",
            ":",
            "{",
            "}",
            "[",
            "]",
            ",",
            "\n",
            "  ",
            "'",
            "\"",
            "|",
            "> ",
            "? ",
            "---\n",
            "...\n",
            "#",
            "%YAML 1.1\n",
            "~",
            "null",
            "true",
            ".inf",
            ".nan",
            "\t",
            "\u0000",
            "\ufeff")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 3000)
  void whenADocumentIsAnything_thenItIsReadOrTheErrorSaysWhy(@ForAll("documents") String text) {
    readsOrSaysWhy(utf8(text));
  }

  @Property(tries = 3000)
  void whenADocumentIsNotEvenText_thenItIsReadOrTheErrorSaysWhy(
      @ForAll("encodings") List<Byte> bytes) {
    byte[] document = new byte[bytes.size()];
    for (int i = 0; i < document.length; i++) {
      document[i] = bytes.get(i);
    }
    readsOrSaysWhy(document);
  }

  /** Many zeros and marks: what decides which encoding a reader takes them for. */
  @Provide
  Arbitrary<List<Byte>> encodings() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just((byte) 0)),
            Tuple.of(1, Arbitraries.of((byte) 0xfe, (byte) 0xff, (byte) 0xef)),
            Tuple.of(2, Arbitraries.bytes()))
        .list()
        .ofMaxSize(12);
  }

  @ParameterizedTest
  @EnumSource
  void whenAKeyIsThereTwice_thenItIsRefused(DataFormat format) {
    assertThatThrownBy(() -> format.parse(utf8("{\"a\": 1, \"a\": 2}")))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("Duplicate");
  }

  @ParameterizedTest
  @EnumSource
  void whenADecimalIsRead_thenItIsExact(DataFormat format) throws JsonProcessingException {
    assertThat(format.parse(utf8("[0.10, 12345678901234567890.123456789, 1e400]")).toString())
        .isEqualTo("[0.10,12345678901234567890.123456789,1E+400]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: 1\n---\nb: 2\n", "a: &x [*x]", "<<: 1", "0o7{b: !!int +"})
  void whenYamlIsNoSingleDocumentOfJsonsValues_thenItIsRefused(String text) {
    assertThatThrownBy(() -> DataFormat.YAML.parse(utf8(text)))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void whenJsonIsEmpty_thenItIsRefused() {
    assertThatThrownBy(() -> DataFormat.JSON.parse(new byte[0]))
        .isInstanceOf(JsonProcessingException.class);
  }
}
