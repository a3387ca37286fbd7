package io.eunomia.archimedes.engine.builtins.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheControlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | false | false | -1",
        "public, max-age=60 | false | false | 60",
        "MAX-AGE = 60 | false | false | 60",
        "max-age=\"60\" | false | false | 60",
        "max-age=99999999999999999999 | false | false | 2147483647",
        "max-age=-1 | false | false | 0",
        "max-age | false | false | 0",
        "max-age=5,max-age=3 | false | false | 3",
        "s-maxage=60 | false | false | -1",
        "no-store | true | false | -1",
        "no-cache=\"a, no-store\" | false | true | -1",
        "x=\"no-store\\\", no-store\", No-Cache | false | true | -1",
        "x-no-store, no-storex | false | false | -1"
      })
  void whenHeaderSaysSomething_thenThatIsRead(
      String header, boolean noStore, boolean noCache, long maxAge) {
    assertThat(CacheControl.parse(header)).isEqualTo(new CacheControl(noStore, noCache, maxAge));
  }

  @Test
  @Timeout(5)
  void whenHeaderIsHostile_thenItTakesNoTime() {
    assertThat(CacheControl.parse("a=\"\\".repeat(15_000)).maxAge()).isEqualTo(-1);
    assertThat(CacheControl.parse("\"".repeat(60_000)).maxAge()).isEqualTo(-1);
    assertThat(CacheControl.parse("a=\"" + "\\".repeat(60_000)).maxAge()).isEqualTo(-1);
  }
}
