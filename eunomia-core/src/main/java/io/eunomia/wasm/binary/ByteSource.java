package io.eunomia.wasm.binary;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the binary format's primitives. Not thread-safe. */
public final class ByteSource {
  private final byte[] bytes;
  private final int end;
  private int at;

  /** Reads all of the bytes. */
  public ByteSource(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ByteSource(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /** Where it stands in the whole. */
  public int position() {
    return at;
  }

  public boolean atEnd() {
    return at == end;
  }

  /** One byte, unsigned. */
  public int u8() {
    if (at >= end) {
      throw malformed("ends too early");
    }
    return bytes[at++] & 0xff;
  }

  /** An unsigned LEB128 of 32 bits. */
  public int u32() {
    long value = leb(5, false);
    if (value < 0 || value > 0xffff_ffffL) {
      throw malformed("a number has more than 32 bits");
    }
    return (int) value;
  }

  /** An unsigned LEB128 that counts something that must fit into the rest. */
  public int count() {
    int count = u32();
    if (Integer.compareUnsigned(count, end - at) > 0) {
      throw malformed("there cannot be " + Integer.toUnsignedString(count) + " elements here");
    }
    return count;
  }

  /** A signed LEB128 of 32 bits. */
  public int s32() {
    long value = leb(5, true);
    if (value != (int) value) {
      throw malformed("a number has more than 32 bits");
    }
    return (int) value;
  }

  /** A signed LEB128 of 64 bits. */
  public long s64() {
    return leb(10, true);
  }

  private long leb(int maxBytes, boolean signed) {
    long value = 0;
    for (int i = 0; i < maxBytes; i++) {
      int b = u8();
      value |= (long) (b & 0x7f) << (7 * i);
      if (b < 0x80) {
        int bits = 7 * (i + 1);
        return signed && bits < 64 && (b & 0x40) != 0 ? value | (-1L << bits) : value;
      }
    }
    throw malformed("a number is longer than " + maxBytes + " bytes");
  }

  /** Four bytes, little-endian. */
  public int fixed32() {
    return u8() | (u8() << 8) | (u8() << 16) | (u8() << 24);
  }

  public byte[] bytes(int count) {
    ByteSource part = slice(count);
    return Arrays.copyOfRange(bytes, part.at, part.end);
  }

  /** A name: its length, and UTF-8. */
  public String name() {
    int start = at;
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(u32()))).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedModuleException(start, "a name is not UTF-8");
    }
  }

  /** The next so many bytes as a source of their own, which this one moves past. */
  public ByteSource slice(int count) {
    if (Integer.compareUnsigned(count, end - at) > 0) {
      throw malformed(Integer.toUnsignedString(count) + " bytes are not there");
    }
    ByteSource slice = new ByteSource(bytes, at, at + count);
    at += count;
    return slice;
  }

  /** The rest. */
  public byte[] rest() {
    return bytes(end - at);
  }

  public void expectEnd() {
    if (!atEnd()) {
      throw malformed((end - at) + " bytes too many");
    }
  }

  /** What to throw for what was read here. */
  public MalformedModuleException malformed(String message) {
    return new MalformedModuleException(at, message);
  }
}
