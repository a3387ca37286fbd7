package io.eunomia.archimedes.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps code in memory, and counts: what is kept was compiled. */
final class CountingCache implements CodeCache {
  final Map<String, byte[]> kept = new ConcurrentHashMap<>();
  final AtomicInteger compiled = new AtomicInteger();
  final AtomicInteger found = new AtomicInteger();

  @Override
  public byte @Nullable [] find(String key) {
    byte[] code = kept.get(key);
    if (code != null) {
      found.incrementAndGet();
    }
    return code;
  }

  @Override
  public void keep(String key, byte[] code) {
    compiled.incrementAndGet();
    kept.put(key, code);
  }
}
