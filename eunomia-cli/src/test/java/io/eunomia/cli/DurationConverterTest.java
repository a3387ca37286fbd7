package io.eunomia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {
  private final DurationConverter converter = new DurationConverter();

  @Test
  void whenTimeIsWrittenAsUsual_thenItIsThat() {
    assertThat(converter.convert("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(converter.convert("5s")).isEqualTo(Duration.ofSeconds(5));
    assertThat(converter.convert("1.5s")).isEqualTo(Duration.ofMillis(1500));
    assertThat(converter.convert("1h2m3s4ms")).isEqualTo(Duration.parse("PT1H2M3.004S"));
    assertThat(converter.convert("PT30S")).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "5 s", "5sx", "x5s", "0s", "-5s", "PT", "PT-1S"})
  void whenItIsNoTime_thenItIsRefused(String written) {
    assertThatThrownBy(() -> converter.convert(written))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageStartingWith("'" + written + "' is no time");
  }
}
