package io.eunomia.archimedes.engine.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexBuiltinsTest {
  private final Calls regex = new Calls();

  @ParameterizedTest
  @CsvSource({
    "a*b, aaab, true",
    "a+, '', false",
    "a*, '', true",
    "[a-c]+d, .bd, true",
    "[a-c]d, [x-z]d, false",
    "ab*c*, a, true",
    "'.*@example.com', 'user@.*', true",
  })
  void whenGlobsAreCompared_thenSaysWhetherTheyMeet(String a, String b, boolean expected)
      throws BuiltinException {
    assertThat(regex.call("regex.globs_match", '"' + a + '"', '"' + b + '"'))
        .isEqualTo(Boolean.toString(expected));
    assertThat(regex.call("regex.globs_match", '"' + b + '"', '"' + a + '"'))
        .isEqualTo(Boolean.toString(expected));
  }
}
