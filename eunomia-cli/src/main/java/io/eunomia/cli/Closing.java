package io.eunomia.cli;

import org.jspecify.annotations.Nullable;

/** Closes something that may not be there. */
record Closing<T extends AutoCloseable>(@Nullable T get) implements AutoCloseable {
  @Override
  public void close() throws Exception {
    if (get != null) {
      get.close();
    }
  }
}
