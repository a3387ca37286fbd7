package io.eunomia.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.eunomia.rego.source.DiagnosticRenderer;
import io.eunomia.rego.source.SourceText;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Compiles on a small stack, and sees to it that nothing is thrown and that what it costs is within
 * what is promised: processor time and allocated bytes, which do not depend on how busy the machine
 * is.
 */
final class Guarded {
  /** What threads have where nobody says anything else. */
  private static final long SMALL_STACK = 1024 * 1024;

  private static final Duration HANGS = Duration.ofMinutes(2);
  private static final Duration MOST_TIME = Duration.ofSeconds(20);

  /** What docs/security-model.md promises: in all, garbage included. */
  private static final long ALLOCATED = 512L << 20;

  private static final long ALLOCATED_PER_CHARACTER = 10_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Guarded() {}

  /** What a compilation gave and cost. */
  record Outcome(CompileResult result, long allocated) {
    List<String> messages() {
      return result.diagnostics().stream().map(d -> d.code() + ": " + d.message()).toList();
    }
  }

  static Outcome compile(String text, RegoPolicyOptions options) {
    AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(null, () -> outcome.set(measured(text, options)), "small stack", SMALL_STACK);
    thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
    thread.start();
    try {
      thread.join(HANGS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    if (thread.isAlive()) {
      AssertionError hangs = new AssertionError("hangs: " + text);
      hangs.setStackTrace(thread.getStackTrace());
      throw hangs;
    }
    if (thrown.get() != null) {
      throw new AssertionError("thrown for: " + text, thrown.get());
    }
    return Objects.requireNonNull(outcome.get());
  }

  private static Outcome measured(String text, RegoPolicyOptions options) {
    long id = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(id);
    long start = THREADS.getCurrentThreadCpuTime();
    SourceText source = SourceText.of("m.rego", text);
    CompileResult result = RegoPolicyCompiler.compile(List.of(source), options);
    long time = THREADS.getCurrentThreadCpuTime() - start;
    long allocated = THREADS.getThreadAllocatedBytes(id) - before;
    String brief = text.substring(0, Math.min(text.length(), 2000));
    assertThat(Duration.ofNanos(time)).as(brief).isLessThan(MOST_TIME);
    assertThat(allocated).as(brief).isLessThan(ALLOCATED + ALLOCATED_PER_CHARACTER * text.length());
    assertThat(result.plan() == null).as(brief).isEqualTo(result.hasErrors());
    result.diagnostics().forEach(d -> assertThat(DiagnosticRenderer.render(d)).isNotBlank());
    return new Outcome(result, allocated);
  }
}
