package io.eunomia.archimedes.engine.layout;

import static io.eunomia.archimedes.engine.layout.Layout.INT;

import java.util.Arrays;

/** An object or a set being filled; the writer's bytes must not move meanwhile. */
final class TableLayout {
  /** Slots looked at per entry; half of the slots are free, so that two are usual. */
  private static final long PROBES = 64;

  private static final long PROBES_OF_A_SMALL_TABLE = 4096;

  private final byte[] bytes;
  private final int base;
  private final int at;
  private final int entries;
  private final int index;
  private final int mask;
  private int count;
  private long probesLeft;

  TableLayout(byte[] bytes, int base, int at, int capacity) {
    this.bytes = bytes;
    this.base = base;
    this.at = at;
    entries = at + Layout.TABLE_HEADER;
    boolean indexed = capacity > Layout.UNINDEXED;
    index = indexed ? entries + Layout.ENTRY * capacity : 0;
    mask = indexed ? Layout.indexSlots(capacity) - 1 : 0;
    if (indexed) {
      Arrays.fill(bytes, index, index + 4 * (mask + 1), (byte) 0);
    }
    probesLeft = PROBES_OF_A_SMALL_TABLE + PROBES * capacity;
    INT.set(bytes, at + 12, capacity);
    INT.set(bytes, at + 16, base + entries);
    INT.set(bytes, at + 20, indexed ? base + index : 0);
    INT.set(bytes, at + 24, mask);
  }

  /** Adds an entry, or replaces the value of a string key that is there already. */
  void put(int key, int value, int hash) {
    if (index == 0) {
      for (int entry = entries; entry < entries + Layout.ENTRY * count; entry += Layout.ENTRY) {
        if (isSame(entry, key, hash)) {
          INT.set(bytes, entry + 4, value);
          return;
        }
      }
    } else {
      int slot = Layout.firstSlot(hash, mask);
      for (int number = slot(slot); number != 0; number = slot(slot)) {
        int entry = entries + Layout.ENTRY * (number - 1);
        if (isSame(entry, key, hash)) {
          INT.set(bytes, entry + 4, value);
          return;
        }
        slot = next(slot);
      }
      INT.set(bytes, index + 4 * slot, count + 1);
    }
    append(key, value, hash);
  }

  /** Adds an entry whose key is known to be new. */
  void add(int key, int value, int hash) {
    if (index != 0) {
      int slot = Layout.firstSlot(hash, mask);
      while (slot(slot) != 0) {
        slot = next(slot);
      }
      INT.set(bytes, index + 4 * slot, count + 1);
    }
    append(key, value, hash);
  }

  /** The reference of the finished table. */
  int finish() {
    INT.set(bytes, at + 8, count);
    return base + at;
  }

  private void append(int key, int value, int hash) {
    int entry = entries + Layout.ENTRY * count++;
    INT.set(bytes, entry, key);
    INT.set(bytes, entry + 4, value);
    INT.set(bytes, entry + 8, hash);
  }

  /**
   * The slot after a taken one. Hashes are no secret, so whoever chooses the keys can make them
   * collide, and tables are written before there is a budget of steps: the work is bounded here.
   */
  private int next(int slot) {
    if (--probesLeft < 0) {
      throw new LayoutException(
          "too many keys of an object or elements of a set have colliding hashes");
    }
    return (slot + 1) & mask;
  }

  private int slot(int slot) {
    return (int) INT.get(bytes, index + 4 * slot);
  }

  private boolean isSame(int entry, int key, int hash) {
    if ((int) INT.get(bytes, entry + 8) != hash) {
      return false;
    }
    int other = (int) INT.get(bytes, entry);
    if (other == key || other < base || key < base) {
      // What stands in the module itself is there once: another reference is another string.
      return other == key;
    }
    int a = other - base;
    int b = key - base;
    int n = (int) INT.get(bytes, a + 8);
    int from = Layout.STRING_HEADER;
    return n == (int) INT.get(bytes, b + 8)
        && Arrays.equals(bytes, a + from, a + from + n, bytes, b + from, b + from + n);
  }
}
