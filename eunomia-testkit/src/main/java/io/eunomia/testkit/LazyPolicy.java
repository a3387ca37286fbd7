package io.eunomia.testkit;

import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.policy.source.PolicyLoadException;
import org.jspecify.annotations.Nullable;

/** A policy that is compiled and loaded when it is first asked for. Thread-safe. */
final class LazyPolicy implements AutoCloseable {
  /** Compiles and loads a policy. */
  @FunctionalInterface
  interface Loading {
    /** The policy, or null if it does not compile. */
    @Nullable LoadedPolicy load() throws PolicyLoadException;
  }

  private final Loading loading;
  private boolean asked;
  private @Nullable LoadedPolicy policy;

  LazyPolicy(Loading loading) {
    this.loading = loading;
  }

  /** The policy, or null if there is none. */
  synchronized @Nullable LoadedPolicy get() {
    if (!asked) {
      asked = true;
      try {
        policy = loading.load();
      } catch (PolicyLoadException | InvalidModuleException e) {
        // It is asked for to say more of what is known without it.
        policy = null;
      }
    }
    return policy;
  }

  @Override
  public synchronized void close() {
    if (policy != null) {
      policy.close();
    }
  }
}
