package io.eunomia.testkit.conformance;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something that evaluates modules. Thread-safe. */
interface Engine extends AutoCloseable {
  /** As the command line and the report have it. */
  String name();

  /** How it speaks with modules. */
  Abi abi();

  /**
   * Asks a program about inputs, null being none.
   *
   * @return an answer each, in their order; at once, or later
   */
  CompletableFuture<List<Answer>> ask(Program program, List<@Nullable Input> inputs);

  @Override
  void close();
}
