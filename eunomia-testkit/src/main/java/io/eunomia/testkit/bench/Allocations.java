package io.eunomia.testkit.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** Tells how many bytes the calling thread has allocated since it began. */
@FunctionalInterface
interface Allocations {
  /** Tells nothing. */
  Allocations NONE = OptionalLong::empty;

  /** How many bytes; empty if that is not known. */
  OptionalLong soFar();

  /** As the JVM counts them, if it does. */
  static Allocations ofJvm() {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
            && threads.isThreadAllocatedMemorySupported()
            && threads.isThreadAllocatedMemoryEnabled()
        ? () -> OptionalLong.of(threads.getThreadAllocatedBytes(Thread.currentThread().getId()))
        : NONE;
  }
}
