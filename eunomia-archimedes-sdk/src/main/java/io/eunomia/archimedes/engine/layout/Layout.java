package io.eunomia.archimedes.engine.layout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The constants of the value layout; eunomia-core's {@code src/main/c/README.md} is its contract.
 */
final class Layout {
  static final int NULL = 1;
  static final int BOOLEAN = 2;
  static final int NUMBER = 3;
  static final int STRING = 4;
  static final int ARRAY = 5;
  static final int OBJECT = 6;
  static final int SET = 7;

  /** The kind of a number that is not a 64-bit integer, in the header's first 16 bits. */
  static final int DECIMAL_KIND = 1 << 8;

  static final int STRING_HEADER = 12;
  static final int ARRAY_HEADER = 20;
  static final int TABLE_HEADER = 28;
  static final int DECIMAL_HEADER = 20;
  static final int ENTRY = 12;

  /** Tables with a larger capacity have an index. */
  static final int UNINDEXED = 8;

  static final long MIN_SMALL = -(1L << 30);
  static final long MAX_SMALL = (1L << 30) - 1;

  private static final int INTEGER_MIX = 0x9E3779B1;
  private static final int SET_MIX = 0x85EBCA6B;

  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Layout() {}

  static int noZero(int hash) {
    return hash == 0 ? 1 : hash;
  }

  static int hashOf(long integer) {
    return noZero(((int) integer ^ (int) (integer >> 32)) * INTEGER_MIX);
  }

  static int hashOfMember(int keyHash, int valueHash) {
    return (31 * keyHash ^ valueHash) * INTEGER_MIX;
  }

  static int hashOfElement(int hash) {
    return hash * SET_MIX;
  }

  static int firstSlot(int hash, int mask) {
    return (hash ^ (hash >>> 15)) & mask;
  }

  /** The slots of the index of a table: a power of two, at least twice the capacity. */
  static int indexSlots(int capacity) {
    return capacity <= 16 ? 32 : Integer.highestOneBit(2 * capacity - 1) * 2;
  }
}
