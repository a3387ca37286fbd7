package io.eunomia.archimedes.engine.builtins.pki;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads values in DER (X.690), one after the other. */
final class Der {
  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OBJECT_ID = 0x06;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  /** Of the tags that a structure gives to its members: {@code [0]}. */
  static final int CONTEXT = 0x80;

  static final int CONSTRUCTED = 0x20;

  private final byte[] bytes;
  private final int end;
  private int at;

  Der(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private Der(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  boolean isEmpty() {
    return at >= end;
  }

  boolean isNext(int tag) {
    return at < end && (bytes[at] & 0xff) == tag;
  }

  /** The next value, whatever it is. */
  Element next() throws MalformedDataException {
    int start = at;
    if (end - at < 2 || (bytes[at] & 0x1f) == 0x1f) {
      throw malformed();
    }
    int tag = bytes[at++] & 0xff;
    int length = length();
    Element element = new Element(tag, start, at, at + length);
    at += length;
    return element;
  }

  Element next(int tag) throws MalformedDataException {
    if (!isNext(tag)) {
      throw malformed();
    }
    return next();
  }

  @Nullable Element optional(int tag) throws MalformedDataException {
    return isNext(tag) ? next() : null;
  }

  /** All up to the end, which must be of this tag. */
  List<Element> all(int tag) throws MalformedDataException {
    List<Element> elements = new ArrayList<>();
    while (!isEmpty()) {
      elements.add(next(tag));
    }
    return elements;
  }

  void checkEnd() throws MalformedDataException {
    if (!isEmpty()) {
      throw new MalformedDataException("asn1: syntax error: trailing data");
    }
  }

  private int length() throws MalformedDataException {
    int length = bytes[at++] & 0xff;
    if (length >= 0x80) {
      int count = length & 0x7f;
      // Three bytes of length are 16 MiB, which is more than any input has.
      if (count == 0 || count > 3 || count > end - at) {
        throw malformed();
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = (length << 8) | (bytes[at++] & 0xff);
      }
      if (length < 0x80 || length >>> (8 * (count - 1)) == 0) {
        // DER has one length for a value: the shortest.
        throw malformed();
      }
    }
    if (length > end - at) {
      throw new MalformedDataException("asn1: syntax error: data truncated");
    }
    return length;
  }

  static MalformedDataException malformed() {
    return new MalformedDataException("asn1: structure error: malformed data");
  }

  /** One value. */
  final class Element {
    private final int tag;
    private final int start;
    private final int content;
    private final int stop;

    private Element(int tag, int start, int content, int stop) {
      this.tag = tag;
      this.start = start;
      this.content = content;
      this.stop = stop;
    }

    int tag() {
      return tag;
    }

    /** With its tag and length. */
    byte[] encoded() {
      return Arrays.copyOfRange(bytes, start, stop);
    }

    byte[] content() {
      return Arrays.copyOfRange(bytes, content, stop);
    }

    /** What is inside. */
    Der inside() {
      return new Der(bytes, content, stop);
    }

    BigInteger integer() throws MalformedDataException {
      if (content == stop) {
        throw malformed();
      }
      return new BigInteger(content());
    }

    int smallInteger() throws MalformedDataException {
      BigInteger value = integer();
      if (value.bitLength() > 31) {
        throw malformed();
      }
      return value.intValue();
    }

    boolean isTrue() throws MalformedDataException {
      if (stop - content != 1 || (bytes[content] != 0 && bytes[content] != -1)) {
        throw malformed();
      }
      return bytes[content] != 0;
    }

    /** The bytes of a string of bits that are a whole number of them. */
    byte[] octetsOfBits() throws MalformedDataException {
      if (content == stop || bytes[content] != 0) {
        throw malformed();
      }
      return Arrays.copyOfRange(bytes, content + 1, stop);
    }

    /** The numbers of an object identifier. */
    ObjectId objectId() throws MalformedDataException {
      return ObjectId.decode(content());
    }
  }
}
