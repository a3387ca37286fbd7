package io.eunomia.rego.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlobPrefixTest {
  @Test
  void whenAPatternBeginsWithText_thenThatIsThePrefix() {
    assertThat(GlobPrefix.of("/v1/*")).isEqualTo("/v1/");
    assertThat(GlobPrefix.of("a?c*")).isEqualTo("a");
    assertThat(GlobPrefix.of("api:users/**")).isEqualTo("api:users/");
    assertThat(GlobPrefix.of("all of it")).isEqualTo("all of it");
  }

  @Test
  void whenAPatternMayBeWrongOrBeginWithAnything_thenThereIsNone() {
    assertThat(GlobPrefix.of("")).isNull();
    assertThat(GlobPrefix.of("*.com")).isNull();
    assertThat(GlobPrefix.of("?x")).isNull();
    assertThat(GlobPrefix.of("a[b-")).isNull();
    assertThat(GlobPrefix.of("a{b,c}")).isNull();
    assertThat(GlobPrefix.of("a*\\")).isNull();
  }
}
