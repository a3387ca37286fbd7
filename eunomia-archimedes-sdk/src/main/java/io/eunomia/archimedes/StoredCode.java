package io.eunomia.archimedes;

import io.eunomia.archimedes.engine.CodeCache;
import io.eunomia.archimedes.store.BundleStore;
import io.eunomia.archimedes.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps bytecode in a {@link BundleStore}. What does not work is compiled again. */
final class StoredCode implements CodeCache {
  private static final Logger LOG = LoggerFactory.getLogger(StoredCode.class);

  private final BundleStore store;

  StoredCode(BundleStore store) {
    this.store = store;
  }

  @Override
  public byte @Nullable [] find(String key) {
    try {
      return store.bytecode(key).orElse(null);
    } catch (StoreException e) {
      LOG.warn("the store's bytecode cannot be read: {}", e.getMessage());
      return null;
    }
  }

  @Override
  public void keep(String key, byte[] code) {
    try {
      if (!store.keepBytecode(key, code)) {
        LOG.warn(
            "bytecode of {} bytes is not kept: it is too large, or others can write the store",
            code.length);
      }
    } catch (StoreException e) {
      LOG.warn("bytecode cannot be kept: {}", e.getMessage());
    }
  }
}
