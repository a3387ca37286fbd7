package io.eunomia.archimedes.engine;

import java.util.Map;

/** A policy compiled to JVM bytecode, whoever compiled it to WebAssembly. Thread-safe. */
sealed interface PolicyModule permits EunomiaModule, OpaModule {
  /** The entrypoints and their numbers. */
  Map<String, Integer> entrypoints();

  /** Who made it, for people. */
  String description();

  /** Whether it calls a builtin that asks others. */
  boolean reachesNetwork();

  /**
   * A new instance. Costs the copying of the module's memory and of the data, some tens of
   * microseconds for data of a few kilobytes.
   */
  PolicyInstance newInstance();
}
