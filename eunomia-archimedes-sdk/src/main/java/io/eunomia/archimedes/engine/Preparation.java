package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.Memory;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import java.io.ByteArrayOutputStream;

/**
 * Computes the rules that depend on data alone, once for all instances of a policy. All of them
 * together may take as many steps as one evaluation, and about as much time. A rule that fails, or
 * that there is no room for, stays as it is: evaluations compute it, and fail as they would have.
 */
final class Preparation {
  private static final int CELL_BYTES = 8;

  /** All values together take at most this part of the memory that data leaves. */
  private static final int SHARE = 4;

  /** And no more than this, since every instance has them. */
  private static final int MAX_PAGES = 256;

  private final EunomiaModule module;
  private final DataImage data;
  private final int rules;
  private final int cellsAt;
  private final int maxPages;
  private final long deadline;
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private byte[] cells = {};
  private long steps;
  private int prepared;

  private Preparation(EunomiaModule module, DataImage data) {
    this.module = module;
    this.data = data;
    rules = module.addresses().preparedCount();
    cellsAt = module.addresses().prepared();
    Limits limits = module.environment().limits();
    int pages = (data.end() + Memory.PAGE_SIZE - 1) / Memory.PAGE_SIZE;
    maxPages = pages + Math.min(MAX_PAGES, (limits.maxPages() - pages) / SHARE);
    deadline = limits.deadline();
    steps = limits.maxSteps();
  }

  /**
   * Data with what the policy's rules make of it; the same data where it has no such rules, or is
   * interpreted, which is for what is asked once.
   *
   * @throws InvalidModuleException if the module says nonsense about them
   */
  static DataImage of(EunomiaModule module, DataImage data) {
    int rules = module.addresses().preparedCount();
    if (rules == 0 || module.wasm().execution() == Execution.INTERPRETED) {
      return data;
    }
    int cellsAt = module.addresses().prepared();
    if (rules < 0 || cellsAt < 0 || (long) cellsAt + (long) CELL_BYTES * rules > data.base()) {
      throw new InvalidModuleException("the module has no room for the rules that it prepares");
    }
    return new Preparation(module, data).compute();
  }

  private DataImage compute() {
    int next = 0;
    while (next < rules && mayGoOn()) {
      next = computeFrom(next);
    }
    return image();
  }

  /** Computes rules until one fails; the rule to go on with, in an instance that is whole. */
  private int computeFrom(int first) {
    try (PreparingInstance instance = new PreparingInstance(module, image(), maxPages)) {
      int rule = first;
      boolean whole = true;
      while (whole && rule < rules && mayGoOn()) {
        whole = instance.compute(rule, steps);
        steps = instance.wasLate() ? 0 : instance.stepsLeft();
        if (whole) {
          values.writeBytes(instance.newValues());
          cells = instance.memory().readBytes(cellsAt, CELL_BYTES * rules);
          prepared++;
        }
        rule++;
      }
      return rule;
    }
  }

  private boolean mayGoOn() {
    return steps > 0 && System.nanoTime() - deadline < 0;
  }

  private DataImage image() {
    return data.with(values.toByteArray(), cellsAt, cells, prepared);
  }
}
