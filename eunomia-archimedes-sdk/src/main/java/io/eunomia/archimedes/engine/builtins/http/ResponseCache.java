package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.value.GoJson;
import io.eunomia.archimedes.engine.value.Value;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The responses that were used last, within bounds. Thread-safe. */
final class ResponseCache {
  private final long maxBytes;
  private final int maxEntries;
  private final Map<Value, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  ResponseCache(long maxBytes, int maxEntries) {
    this.maxBytes = maxBytes;
    this.maxEntries = maxEntries;
  }

  /** The response to a request, fresh or not; null if there is none. */
  synchronized @Nullable CachedResponse find(Value request) {
    Entry entry = entries.get(request);
    return entry == null ? null : entry.response;
  }

  /** Keeps a response, instead of any other to this request. */
  void put(Value request, CachedResponse response) {
    Entry entry = new Entry(response, response.bytes() + GoJson.write(request).length());
    synchronized (this) {
      remove(request);
      if (entry.bytes > maxBytes) {
        return;
      }
      entries.put(request, entry);
      bytes += entry.bytes;
      Iterator<Entry> eldest = entries.values().iterator();
      while (bytes > maxBytes || entries.size() > maxEntries) {
        bytes -= eldest.next().bytes;
        eldest.remove();
      }
    }
  }

  /** Keeps no response to this request any more. */
  synchronized void remove(Value request) {
    Entry before = entries.remove(request);
    if (before != null) {
      bytes -= before.bytes;
    }
  }

  synchronized int size() {
    return entries.size();
  }

  private record Entry(CachedResponse response, long bytes) {}
}
