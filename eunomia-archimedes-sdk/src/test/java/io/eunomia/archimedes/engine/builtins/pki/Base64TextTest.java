package io.eunomia.archimedes.engine.builtins.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base64TextTest {
  @Property
  void whenJavaEncodes_thenItDecodes(@ForAll byte[] bytes) throws MalformedDataException {
    assertThat(Base64Text.decode(Base64.getEncoder().encodeToString(bytes))).isEqualTo(bytes);
    assertThat(Base64Text.decode(Base64.getMimeEncoder().encodeToString(bytes))).isEqualTo(bytes);
    String url = Base64.getUrlEncoder().encodeToString(bytes);
    assertThat(Base64Text.decodeUrl(url)).isEqualTo(bytes);
    assertThat(Base64Text.decodeUrl(url.replace("=", ""))).isEqualTo(bytes);
  }

  @Property
  void whenTextIsAnything_thenItDecodesOrSaysWhere(@ForAll String text) {
    try {
      assertThat(Base64Text.decode(text)).hasSizeLessThanOrEqualTo(text.length());
    } catch (MalformedDataException e) {
      assertThat(e).hasMessageStartingWith("illegal base64 data at input byte ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "A, 0",
    "AA, 0",
    "AAA, 0",
    "AAAAA, 4",
    "A===, 1",
    "=AAA, 0",
    "AA=A, 2",
    "AA=, 3",
    "AA==A, 4",
    "AAA=A, 4",
    "A-AA, 1",
    "AAAA*, 4",
    "é, 0",
  })
  void whenTextIsMalformed_thenSaysWhereAsGoDoes(String text, int at) {
    assertThatThrownBy(() -> Base64Text.decode(text))
        .hasMessage("illegal base64 data at input byte " + at);
  }

  @Test
  void whenBitsAreLeftOver_thenTheyDoNotMatter() throws MalformedDataException {
    assertThat(Base64Text.decode("AB==")).containsExactly(0);
    assertThat(Base64Text.decode("A\nA=\r=\n")).containsExactly(0);
  }
}
