package io.eunomia.benchmarks;

import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Clock;
import java.util.List;

/**
 * Prints how large policies are: as Rego, as a module, as classes of the JVM, and on the heap with
 * one instance and with each further one.
 */
public final class Sizes {
  private static final int FURTHER = 4;
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

  private Sizes() {}

  /** {@code [POLICY…]}: all if none is named. */
  public static void main(String[] args) {
    List<Workload> policies =
        args.length == 0
            ? List.of(Workload.values())
            : List.of(args).stream().map(Workload::valueOf).toList();
    // What is made but once is not counted.
    row(table(), Workload.BENCHMARK);
    MarkdownTable table = table();
    policies.forEach(policy -> row(table, policy));
    System.out.println("\n### Sizes\n");
    System.out.print(table);
  }

  private static MarkdownTable table() {
    return new MarkdownTable(
        "policy",
        "Rego, KB",
        "data, KB",
        "module, KB",
        "classes, KB",
        "heap, KB",
        "each further instance, KB");
  }

  private static void row(MarkdownTable table, Workload policy) {
    DecisionSet decisions = policy.decisions();
    byte[] wasm = decisions.wasm();
    byte[] data = decisions.dataBytes();
    try (PolicyEngine engine =
        new PolicyEngine(Limits.defaults(), BuiltinRegistry.standard(), Clock.systemUTC())) {
      long before = used();
      long classesBefore = classes();
      try (LoadedPolicy loaded = engine.load(wasm, data)) {
        loaded.decide(0, decisions.requests().get(0));
        int first = loaded.instances();
        long one = used();
        loaded.prepare(first + FURTHER);
        long all = used();
        table.row(
            policy.name(),
            kilobytes(decisions.rego().length()),
            kilobytes(data.length),
            kilobytes(wasm.length),
            kilobytes(classes() - classesBefore),
            kilobytes(one - before),
            kilobytes((all - one) / FURTHER));
      }
    }
  }

  private static String kilobytes(long bytes) {
    return "%,.1f".formatted(bytes / 1000.0);
  }

  /** What classes take, other than the machine code that is made of them while they run. */
  private static long classes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }

  /** What is reachable. */
  private static long used() {
    for (int i = 0; i < 3; i++) {
      MEMORY.gc();
    }
    return MEMORY.getHeapMemoryUsage().getUsed();
  }
}
