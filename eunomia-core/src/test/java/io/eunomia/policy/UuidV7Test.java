package io.eunomia.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UuidV7Test {
  @Test
  void whenMade_thenItIsOfVersion7AndStartsWithTheTime() {
    Instant now = Instant.parse("2026-03-02T09:00:00Z");
    UUID id = new UuidV7(Clock.fixed(now, ZoneOffset.UTC)).generate();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
  }

  @Test
  void whenManyAreMadeInAMillisecond_thenTheyGrow() {
    UuidV7 generator = new UuidV7(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    List<String> ids =
        IntStream.range(0, 10_000).mapToObj(i -> generator.generate().toString()).toList();

    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void whenManyThreadsMakeThem_thenNoRandomPartIsGivenTwice() {
    List<Long> random =
        IntStream.range(0, 200_000)
            .parallel()
            .mapToObj(i -> UuidV7.next().getLeastSignificantBits())
            .toList();

    assertThat(random).doesNotHaveDuplicates();
  }
}
