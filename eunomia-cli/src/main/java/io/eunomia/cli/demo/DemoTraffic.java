package io.eunomia.cli.demo;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Requests that go on, from several threads, until it is closed. */
final class DemoTraffic implements AutoCloseable {
  private final PolicyRuntime runtime;
  private final List<DemoRequest> requests;
  private final String changing;
  private final Map<String, LongAdder> byVersion = new ConcurrentSkipListMap<>();
  private final LongAdder failed = new LongAdder();
  private final List<Thread> workers = new ArrayList<>();
  private volatile boolean stopped;

  /**
   * @param changing the name of the request whose answer depends on the version
   */
  DemoTraffic(PolicyRuntime runtime, List<DemoRequest> requests, String changing, int threads) {
    this.runtime = runtime;
    this.requests = requests;
    this.changing = changing;
    for (int i = 0; i < threads; i++) {
      Thread worker = new Thread(this::ask, "request-" + i);
      worker.setDaemon(true);
      workers.add(worker);
      worker.start();
    }
  }

  /** How many decisions each version made. */
  Map<String, Long> byVersion() {
    Map<String, Long> counts = new TreeMap<>();
    byVersion.forEach((version, count) -> counts.put(version, count.sum()));
    return counts;
  }

  /** How many decisions were made. */
  long answered() {
    return byVersion().values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many requests got no answer of a policy, or another one than they should. */
  long failed() {
    return failed.sum();
  }

  @Override
  public void close() {
    stopped = true;
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    for (int i = 0; !stopped; i = (i + 1) % requests.size()) {
      DemoRequest request = requests.get(i);
      PolicyDecision decision = runtime.authorize(request.input());
      boolean asExpected =
          request.name().equals(changing) || decision.allowed() == request.allowed();
      if (decision.cause() != Cause.POLICY || decision.policy() == null || !asExpected) {
        failed.increment();
      } else {
        byVersion
            .computeIfAbsent(decision.policy().version(), version -> new LongAdder())
            .increment();
      }
    }
  }
}
