package io.eunomia.testkit;

import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.bundle.BundleException;
import io.eunomia.policy.source.PolicyLoadException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Policies that are compiled and loaded when they are first asked for, to say more of what is known
 * without them. Thread-safe.
 */
final class Lazy<T> implements AutoCloseable {
  /** Compiles and loads policies. */
  @FunctionalInterface
  interface Loading<T> {
    /** The policies, or null if they do not compile. */
    @Nullable T load() throws PolicyLoadException, BundleException;
  }

  private final Loading<T> loading;
  private final Consumer<T> closing;
  private boolean asked;
  private @Nullable T loaded;

  /**
   * @param closing closes what was loaded
   */
  Lazy(Loading<T> loading, Consumer<T> closing) {
    this.loading = loading;
    this.closing = closing;
  }

  /** The policies, or null if there are none. */
  synchronized @Nullable T get() {
    if (!asked) {
      asked = true;
      try {
        loaded = loading.load();
      } catch (PolicyLoadException | BundleException | InvalidModuleException e) {
        loaded = null;
      }
    }
    return loaded;
  }

  @Override
  public synchronized void close() {
    if (loaded != null) {
      closing.accept(loaded);
    }
  }
}
