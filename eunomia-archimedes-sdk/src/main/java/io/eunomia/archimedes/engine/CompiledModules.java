package io.eunomia.archimedes.engine;

import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The modules that an engine compiled last, by their digests: a policy that comes back, or comes
 * with other data, is not compiled again, nor does the JVM warm to it anew. Thread-safe; modules
 * are compiled side by side.
 */
final class CompiledModules {
  /** More than a store retains of a service. */
  static final int MAX_MODULES = 8;

  /** What they may add up to as WebAssembly; the last one is kept whatever its size. */
  static final long MAX_BYTES = 16 << 20;

  private final Limits limits;
  private final CodeCache cache;
  private final ReentrantLock lock = new ReentrantLock();

  /** The least lately used first. */
  private final Map<Key, Kept> modules = new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;

  CompiledModules(Limits limits, CodeCache cache) {
    this.limits = limits;
    this.cache = cache;
  }

  /**
   * A module, compiled.
   *
   * @param execution how it is run
   * @throws InvalidModuleException if it is not valid
   */
  CompiledWasm get(byte[] wasm, Execution execution) {
    String digest = digest(wasm);
    Key key = new Key(digest, execution);
    lock.lock();
    try {
      Kept kept = modules.get(key);
      if (kept != null) {
        return kept.module;
      }
    } finally {
      lock.unlock();
    }
    CompiledWasm module = CompiledWasm.compile(wasm, digest, limits, execution, cache);
    keep(key, new Kept(module, wasm.length));
    return module;
  }

  private void keep(Key key, Kept kept) {
    lock.lock();
    try {
      Kept before = modules.put(key, kept);
      bytes += kept.bytes - (before == null ? 0 : before.bytes);
      Iterator<Kept> oldest = modules.values().iterator();
      while (modules.size() > 1 && (modules.size() > MAX_MODULES || bytes > MAX_BYTES)) {
        bytes -= oldest.next().bytes;
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many there are. */
  int size() {
    lock.lock();
    try {
      return modules.size();
    } finally {
      lock.unlock();
    }
  }

  private static String digest(byte[] wasm) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(wasm));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private record Key(String digest, Execution execution) {}

  private record Kept(CompiledWasm module, int bytes) {}
}
