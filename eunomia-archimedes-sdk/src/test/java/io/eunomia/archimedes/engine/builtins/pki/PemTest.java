package io.eunomia.archimedes.engine.builtins.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
  private static final String BLOCK = "-----BEGIN X-----\nAAEC\n-----END X-----\n";

  @Test
  void whenThereIsTextAround_thenTheBlocksAreFound() {
    String text = "before\n" + BLOCK + "between\n" + BLOCK.replace("X", "Y Z") + "after";
    Pem first = find(text, 0);
    assertThat(first).hasToString("X");
    assertThat(first.content()).containsExactly(0, 1, 2);
    Pem second = find(text, first.rest());
    assertThat(second).hasToString("Y Z");
    assertThat(text.substring(second.rest())).isEqualTo("after");
    assertThat(Pem.find(text, second.rest())).isNull();
  }

  @Test
  void whenThereAreHeadersAndSpaces_thenTheyAreLeftOut() {
    Pem block = find("-----BEGIN X-----\r\nA: b\r\n\r\nAA EC\t\r\n-----END X-----", 0);
    assertThat(block.content()).containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN X-----",
        "-----BEGIN X-----\nAAEC\n-----END Y-----\n",
        "-----BEGIN X-----\nA*EC\n-----END X-----\n",
        "-----BEGIN X\nAAEC\n-----END X-----\n",
        " -----BEGIN X-----\nAAEC\n-----END X-----\n",
      })
  void whenItOnlyLooksLikeABlock_thenItIsNone(String text) {
    assertThat(Pem.find(text, 0)).isNull();
    assertThat(Pem.find(text + "\n" + BLOCK, 0)).isNotNull();
  }

  @Test
  void whenThereAreManyHalvesOfBlocks_thenItTakesNoLongTime() {
    String begins = "-----BEGIN X-----\n".repeat(50_000);
    String ends = "-----END Y-----\n".repeat(50_000);
    String empty = "-----BEGIN X-----\n-----END X-----\n";
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(Pem.find(begins, 0)).isNull();
          assertThat(Pem.find(begins + ends, 0)).isNull();
          assertThat(Pem.find(ends + begins + BLOCK, 0)).isNotNull();
          String many = empty.repeat(30_000);
          int at = 0;
          while (at < many.length()) {
            at = find(many, at).rest();
          }
        });
  }

  private static Pem find(String text, int from) {
    return Objects.requireNonNull(Pem.find(text, from), "no block");
  }
}
