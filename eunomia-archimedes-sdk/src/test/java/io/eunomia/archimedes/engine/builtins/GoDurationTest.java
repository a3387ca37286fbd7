package io.eunomia.archimedes.engine.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class GoDurationTest {
  @Property
  void whenWhatWasWrittenIsRead_thenItIsTheSameDuration(@ForAll long nanos)
      throws BuiltinException {
    assertThat(GoDuration.parse(GoDuration.format(nanos))).isEqualTo(nanos);
  }

  @Property
  void whenDurationIsShort_thenItIsReadAgainToo(
      @ForAll @LongRange(min = -5_000_000_000L, max = 5_000_000_000L) long nanos)
      throws BuiltinException {
    assertThat(GoDuration.parse(GoDuration.format(nanos))).isEqualTo(nanos);
  }

  @Property
  void whenWritten_thenNoNumberEndsWithUselessZeros(@ForAll long nanos) {
    assertThat(GoDuration.format(nanos))
        .matches("-?(\\d+h\\d+m|\\d+m)?\\d+(\\.\\d*[1-9])?(ns|µs|ms|s)");
  }

  @Example
  void whenWritten_thenItIsAsGoDoes() {
    assertThat(GoDuration.format(0)).isEqualTo("0s");
    assertThat(GoDuration.format(253)).isEqualTo("253ns");
    assertThat(GoDuration.format(999)).isEqualTo("999ns");
    assertThat(GoDuration.format(1_000)).isEqualTo("1µs");
    assertThat(GoDuration.format(1_417)).isEqualTo("1.417µs");
    assertThat(GoDuration.format(277_306)).isEqualTo("277.306µs");
    assertThat(GoDuration.format(1_214_541)).isEqualTo("1.214541ms");
    assertThat(GoDuration.format(999_999_999)).isEqualTo("999.999999ms");
    assertThat(GoDuration.format(1_500_000_000)).isEqualTo("1.5s");
    assertThat(GoDuration.format(10_000_000_000L)).isEqualTo("10s");
    assertThat(GoDuration.format(60_000_000_000L)).isEqualTo("1m0s");
    assertThat(GoDuration.format(62_500_000_000L)).isEqualTo("1m2.5s");
    assertThat(GoDuration.format(3_600_000_000_000L)).isEqualTo("1h0m0s");
    assertThat(GoDuration.format(-1_100)).isEqualTo("-1.1µs");
    assertThat(GoDuration.format(Long.MAX_VALUE)).isEqualTo("2562047h47m16.854775807s");
    assertThat(GoDuration.format(Long.MIN_VALUE)).isEqualTo("-2562047h47m16.854775808s");
  }
}
