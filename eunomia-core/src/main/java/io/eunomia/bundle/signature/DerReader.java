package io.eunomia.bundle.signature;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads the little of DER (X.690) that keys are wrapped in. */
final class DerReader {
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_ID = 0x06;
  static final int SEQUENCE = 0x30;

  private final byte[] bytes;
  private final int end;
  private int at;

  DerReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private DerReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  boolean hasMore() {
    return at < end;
  }

  /** The tag of the next value. */
  int tag() {
    if (at >= end) {
      throw damaged();
    }
    return bytes[at] & 0xff;
  }

  /** Steps into a value of this tag, and past it. */
  DerReader enter(int tag) {
    if (tag() != tag) {
      throw damaged();
    }
    at++;
    int length = length();
    DerReader inside = new DerReader(bytes, at, at + length);
    at += length;
    return inside;
  }

  byte[] octets(int tag) {
    DerReader inside = enter(tag);
    return Arrays.copyOfRange(bytes, inside.at, inside.end);
  }

  BigInteger integer() {
    byte[] octets = octets(INTEGER);
    if (octets.length == 0) {
      throw damaged();
    }
    return new BigInteger(octets);
  }

  /** An object identifier in hexadecimal, as it is encoded. */
  String objectId() {
    return HexFormat.of().formatHex(octets(OBJECT_ID));
  }

  private int length() {
    if (at >= end) {
      throw damaged();
    }
    int length = bytes[at++] & 0xff;
    if (length >= 0x80) {
      int count = length & 0x7f;
      // Four bytes would be more than any key: what has them is none.
      if (count == 0 || count > 3 || count > end - at) {
        throw damaged();
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = (length << 8) | (bytes[at++] & 0xff);
      }
    }
    if (length > end - at) {
      throw damaged();
    }
    return length;
  }

  static IllegalArgumentException damaged() {
    return new IllegalArgumentException("the key is damaged, or of a kind that is not supported");
  }
}
