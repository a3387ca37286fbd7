package io.eunomia.wasm.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.BiConsumer;

/** Writes the binary format's primitives. Not thread-safe. */
public final class ByteSink {
  private byte[] bytes = new byte[64];
  private int size;

  public int size() {
    return size;
  }

  public ByteSink u8(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = (byte) value;
    return this;
  }

  /** An unsigned LEB128, as short as it can be. */
  public ByteSink u32(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      u8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return u8(rest);
  }

  /** A signed LEB128, as short as it can be; the same for 32 and for 64 bits. */
  public ByteSink s64(long value) {
    long rest = value;
    while (rest < -64 || rest > 63) {
      u8((int) (rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    return u8((int) (rest & 0x7f));
  }

  /** Four bytes, little-endian. */
  public ByteSink fixed32(int value) {
    return u8(value).u8(value >> 8).u8(value >> 16).u8(value >> 24);
  }

  /** Eight bytes, little-endian. */
  public ByteSink fixed64(long value) {
    return fixed32((int) value).fixed32((int) (value >> 32));
  }

  public ByteSink bytes(byte[] source) {
    return bytes(source, 0, source.length);
  }

  public ByteSink bytes(byte[] source, int from, int to) {
    int count = to - from;
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count));
    }
    System.arraycopy(source, from, bytes, size, count);
    size += count;
    return this;
  }

  /** Zeros up to the next multiple. */
  public ByteSink align(int multiple) {
    while (size % multiple != 0) {
      u8(0);
    }
    return this;
  }

  /** A name: its length, and UTF-8. */
  public ByteSink name(String name) {
    return sized(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes with their number in front. */
  public ByteSink sized(byte[] source) {
    return u32(source.length).bytes(source);
  }

  /** Elements with their number in front. */
  public <T> ByteSink vector(Collection<T> elements, BiConsumer<ByteSink, T> write) {
    u32(elements.size());
    elements.forEach(element -> write.accept(this, element));
    return this;
  }

  /** Takes back what was written after a size. */
  public void truncate(int to) {
    size = to;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }
}
