package io.eunomia.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs all tests of a plan, several at the same time; the results are in the plan's order. */
final class ParallelRun {
  private final TestPlan plan;
  private final int parallelism;
  private final Consumer<TestResult> done;

  ParallelRun(TestPlan plan, int parallelism, Consumer<TestResult> done) {
    this.plan = plan;
    this.parallelism = Math.min(parallelism, plan.tests().size());
    this.done = done;
  }

  List<TestResult> run() {
    if (parallelism <= 1) {
      return plan.tests().stream().map(this::run).toList();
    }
    ExecutorService threads = Executors.newFixedThreadPool(parallelism, ParallelRun::thread);
    try {
      List<Future<TestResult>> running = new ArrayList<>();
      plan.tests().forEach(test -> running.add(threads.submit(() -> run(test))));
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

  private TestResult run(PolicyTest test) {
    TestResult result = plan.run(test);
    synchronized (done) {
      done.accept(result);
    }
    return result;
  }

  // The stack is that of whoever runs one test: policies may be nested deeply.
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "policy-tests", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  private static final long STACK_BYTES = 64L << 20;
}
