package io.eunomia.archimedes.engine;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what modules were compiled to beyond the life of a process. What it gives is run by the JVM
 * as it is, outside of every sandbox: it must be kept where nobody can write whom the process does
 * not trust as itself. Thread-safe.
 */
public interface CodeCache {
  /** Keeps nothing. */
  CodeCache NONE =
      new CodeCache() {
        @Override
        public byte @Nullable [] find(String key) {
          return null;
        }

        @Override
        public void keep(String key, byte[] code) {
          // Gone with the process.
        }
      };

  /**
   * What was kept.
   *
   * @param key of the module, the compiler and the JVM; up to 200 characters
   * @return exactly what was kept, or null if there is nothing or it is damaged; never fails
   */
  byte @Nullable [] find(String key);

  /**
   * Keeps code, in the place of what was kept under the key before. What cannot be kept is not;
   * never fails.
   */
  void keep(String key, byte[] code);
}
