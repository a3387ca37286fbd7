package io.eunomia.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What compiling large policies costs, in what does not depend on the machine. */
class ManyRulesTest {
  private static final long MEGABYTE = 1 << 20;

  @Test
  void whenAPolicyGrows_thenEachRuleCostsTheSame() {
    allocated(500); // What is made but once is not counted.

    double perRuleOfFew = allocated(500) / 500.0;
    double perRuleOfMany = allocated(2000) / 2000.0;

    assertThat(perRuleOfMany).isLessThan(1.5 * perRuleOfFew);
  }

  /** All that is ever allocated bounds what is live at once. The optimizer has its part in it. */
  @Test
  void whenThereAreTwoThousandRules_thenLessThanEightHundredMegabytesAreAllocated() {
    allocated(500);

    assertThat(allocated(2000)).isLessThan(800 * MEGABYTE);
  }

  @Test
  void whenAPolicyIsMade_thenItHasAsManyRulesAsAreAskedFor() {
    long defined =
        compile(100).modules().stream()
            .flatMap(module -> module.rules().stream())
            .map(rule -> rule.head().ref().toString() + rule.span())
            .distinct()
            .count();

    assertThat(defined).isEqualTo(100);
    assertThat(Stream.of(ManyRules.sources(100), ManyRules.entrypoints(100)))
        .allSatisfy(list -> assertThat(list).hasSize(10));
  }

  private static long allocated(int rules) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    compile(rules);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static CompileResult compile(int rules) {
    RegoPolicyOptions options =
        RegoPolicyOptions.defaults().withEntrypoints(ManyRules.entrypoints(rules));
    CompileResult result = RegoPolicyCompiler.compile(ManyRules.sources(rules), options);
    assertThat(result.diagnostics()).isEmpty();
    assertThat(result.wasm()).isNotEmpty();
    return result;
  }
}
