package io.eunomia.archimedes.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.audit.AuditLog.Decisions;
import io.eunomia.archimedes.audit.AuditLog.Overflow;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditLogTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Keeps what it is given; refuses, or stands still, as long as it is told to. */
  private static final class Kept implements AuditSink {
    final List<AuditEvent> events = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch inside = new CountDownLatch(1);
    final CountDownLatch gate;
    final AtomicInteger failures = new AtomicInteger();
    volatile boolean closed;

    Kept(boolean open) {
      gate = new CountDownLatch(open ? 0 : 1);
    }

    @Override
    public void write(List<AuditEvent> batch) throws IOException {
      if (batch.isEmpty()) {
        return;
      }
      inside.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IOException("disk full");
      }
      events.addAll(batch);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void whenManyWrite_thenAllIsWrittenOnce_andEachInItsOrder() throws Exception {
    Kept sink = new Kept(true);
    int each = 3_000;
    try (AuditLog log = AuditLog.builder(sink).capacity(1 << 16).build()) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int base = t * each;
        Thread thread =
            new Thread(
                () ->
                    IntStream.range(base, base + each)
                        .forEach(i -> log.record(Events.numbered(i))));
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(log.flush(LONG)).isTrue();
      assertThat(log.status()).isEqualTo(new AuditStatus(4L * each, 0, 0, null));
    }
    List<Integer> numbers = sink.events.stream().map(Events::number).toList();
    assertThat(numbers).hasSize(4 * each).doesNotHaveDuplicates();
    for (int t = 0; t < 4; t++) {
      int thread = t;
      assertThat(numbers.stream().filter(n -> n / each == thread)).isSorted();
    }
    assertThat(sink.closed).isTrue();
  }

  @Test
  void whenADecisionIsMade_thenItIsWrittenWithTheTimeOfTheDecision() throws Exception {
    Kept sink = new Kept(true);
    Instant at = Instant.parse("2026-01-02T03:04:05Z");
    try (AuditLog log =
        AuditLog.builder(sink)
            .clock(Clock.fixed(at, ZoneOffset.UTC))
            .shown(AuditFields.none().withContext("tenant"))
            .build()) {
      assertThat(log.decided(Events.input(), Events.allowed(), 42)).isTrue();
      assertThat(log.flush(LONG)).isTrue();
    }
    assertThat(sink.events).hasSize(1);
    assertThat(sink.events.get(0).timestamp()).isEqualTo(at);
    assertThat(sink.events.get(0).toJson().at("/details/context/tenant").asText()).isEqualTo("t-1");
  }

  @Test
  void whenOnlySomeDecisionsAreWanted_thenOnlyThoseAreWritten() throws Exception {
    Map<Decisions, Integer> expected =
        Map.of(Decisions.NONE, 1, Decisions.DENIED, 2, Decisions.ALL, 3);
    for (Decisions decisions : Decisions.values()) {
      Kept sink = new Kept(true);
      try (AuditLog log = AuditLog.builder(sink).decisions(decisions).build()) {
        assertThat(log.decided(Events.input(), Events.allowed(), 1)).isTrue();
        assertThat(log.decided(Events.input(), Events.denied(), 1)).isTrue();
        log.record(Events.numbered(1));
        assertThat(log.flush(LONG)).isTrue();
      }
      assertThat(sink.events).hasSize(expected.getOrDefault(decisions, 0));
    }
  }

  @Test
  void whenThereIsNoRoom_thenDecisionsAreLostAndCounted_orSaidNotToBeActedUpon() throws Exception {
    for (Overflow overflow : Overflow.values()) {
      Kept sink = new Kept(false);
      AtomicInteger told = new AtomicInteger();
      try (AuditLog log =
          AuditLog.builder(sink)
              .capacity(4)
              .overflow(overflow)
              .onLost(told::incrementAndGet)
              .build()) {
        assertThat(log.decided(Events.input(), Events.allowed(), 1)).isTrue();
        sink.inside.await();
        // One is under way and keeps its place: three more fit.
        for (int i = 0; i < 3; i++) {
          assertThat(log.decided(Events.input(), Events.allowed(), 1)).isTrue();
        }
        for (int i = 0; i < 5; i++) {
          assertThat(log.decided(Events.input(), Events.allowed(), 1))
              .isEqualTo(overflow == Overflow.DROP);
        }
        assertThat(log.status()).isEqualTo(new AuditStatus(0, 4, 5, null));
        assertThat(log.flush(Duration.ofMillis(20))).isFalse();
        sink.gate.countDown();
        assertThat(log.flush(LONG)).isTrue();
        assertThat(log.status()).isEqualTo(new AuditStatus(4, 0, 5, null));
      }
      assertThat(sink.events).hasSize(4);
      assertThat(told).hasValue(5);
    }
  }

  @Test
  void whenThereIsNoRoomForAnActivation_thenItWaits_andIsLostInTheEnd() throws Exception {
    Kept sink = new Kept(false);
    try (AuditLog log = AuditLog.builder(sink).capacity(1).build()) {
      log.record(Events.numbered(0));
      sink.inside.await();
      log.record(Events.numbered(1));
      assertThat(log.status().lost()).isEqualTo(1);
      Thread waiting = new Thread(() -> log.record(Events.numbered(2)));
      waiting.start();
      sink.gate.countDown();
      waiting.join();
      assertThat(log.flush(LONG)).isTrue();
    }
    assertThat(sink.events.stream().map(Events::number)).containsExactly(0, 2);
  }

  @Test
  void whenASinkFails_thenTheSameEventsComeAgainInOrder_andTheOthersDoNotGetThemTwice()
      throws Exception {
    Kept failing = new Kept(false);
    Kept other = new Kept(true);
    failing.failures.set(2);
    try (AuditLog log = AuditLog.builder(other, failing).build()) {
      for (int i = 0; i < 10; i++) {
        log.record(Events.numbered(i));
      }
      failing.gate.countDown();
      boolean seen = false;
      long deadline = System.nanoTime() + LONG.toNanos();
      while (!seen && System.nanoTime() < deadline && log.status().written() == 0) {
        seen = "disk full".equals(log.status().failing());
        Thread.onSpinWait();
      }
      assertThat(seen).isTrue();
      assertThat(log.flush(LONG)).isTrue();
      assertThat(log.status()).isEqualTo(new AuditStatus(10, 0, 0, null));
    }
    List<Integer> expected = IntStream.range(0, 10).boxed().toList();
    assertThat(failing.events.stream().map(Events::number).toList()).isEqualTo(expected);
    assertThat(other.events.stream().map(Events::number).toList()).isEqualTo(expected);
  }

  @Test
  void whenTheLogIsClosed_thenWhatWaitsIsWritten_andNothingIsTakenAnyMore() throws Exception {
    Kept sink = new Kept(true);
    AuditLog log = AuditLog.builder(sink).overflow(Overflow.DENY).build();
    for (int i = 0; i < 2_000; i++) {
      assertThat(log.decided(Events.input(), Events.allowed(), 1)).isTrue();
    }
    log.close();
    assertThat(sink.events).hasSize(2_000);
    assertThat(log.decided(Events.input(), Events.allowed(), 1)).isFalse();
    log.record(Events.numbered(1));
    assertThat(log.status()).isEqualTo(new AuditStatus(2_000, 0, 2, null));
    log.close();
  }

  @Test
  void whenNobodyListens_thenNothingIsKept() {
    AuditLog none = AuditLog.none();
    assertThat(none.decided(Events.input(), Events.allowed(), 1)).isTrue();
    none.record(Events.numbered(1));
    assertThat(none.flush(Duration.ZERO)).isTrue();
    assertThat(none.status()).isEqualTo(new AuditStatus(0, 0, 0, null));
    none.close();
    assertThat(AuditLog.builder().build()).isSameAs(none);
    assertThatThrownBy(() -> AuditLog.builder().capacity(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
