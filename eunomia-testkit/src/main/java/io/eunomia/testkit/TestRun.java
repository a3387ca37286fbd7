package io.eunomia.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs all tests of a plan, several at the same time; the results are in the plan's order. */
final class TestRun {
  private static final long STACK_BYTES = 64L << 20;

  private final TestPlan plan;
  private final List<TestDescription> tests;
  private final int parallelism;
  private final TestListener listener;

  TestRun(TestPlan plan, TestOptions options, TestListener listener) {
    this.plan = plan;
    this.listener = listener;
    tests = new ArrayList<>();
    for (TestDescription test : plan.tests()) {
      tests.addAll(Collections.nCopies(options.repetitions(), test));
    }
    parallelism = Math.min(options.parallelism(), tests.size());
  }

  List<TestResult> run() {
    listener.planned(tests.size());
    if (parallelism <= 1) {
      return tests.stream().map(this::run).toList();
    }
    ExecutorService threads = Executors.newFixedThreadPool(parallelism, TestRun::thread);
    try {
      List<Future<TestResult>> running = new ArrayList<>();
      tests.forEach(test -> running.add(threads.submit(() -> run(test))));
      List<TestResult> results = new ArrayList<>();
      for (Future<TestResult> each : running) {
        results.add(each.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tests were run", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private TestResult run(TestDescription test) {
    TestResult result = plan.run(test);
    synchronized (this) {
      listener.finished(result);
    }
    return result;
  }

  // Who evaluates or compiles what is nested deeply recurses.
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "policy-tests", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }
}
