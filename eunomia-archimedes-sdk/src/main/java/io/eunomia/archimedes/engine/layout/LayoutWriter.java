package io.eunomia.archimedes.engine.layout;

import static io.eunomia.archimedes.engine.layout.Layout.INT;
import static io.eunomia.archimedes.engine.layout.Layout.LONG;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Builds values in a byte array as they will lie in a module's memory, so that one copy brings them
 * there. References are final as soon as they are returned: they are relative to the base address
 * that {@link #begin} was given. Children come before what holds them, through a stack:
 *
 * <pre>{@code
 * int mark = writer.mark();
 * writer.pushKey("a");
 * writer.push(writer.integer(1));
 * int object = writer.object(mark); // {"a": 1}
 * }</pre>
 *
 * <p>Not thread-safe; meant to be reused, and then allocates nothing.
 */
public final class LayoutWriter {
  private static final int INITIAL = 4096;

  /** A buffer that one huge input left behind is not kept. */
  private static final int RETAINED = 1 << 20;

  private final Constants constants;
  private final StringTable strings;
  private final boolean collecting;
  private byte[] bytes = new byte[INITIAL];
  private int[] stack = new int[64];
  private int top;
  private int length;
  private int lastHash;
  private int base;
  private int limit;

  /** A writer for a module whose constants are these, and that has these strings already. */
  public LayoutWriter(Constants constants, StringTable strings) {
    this(constants, strings, false);
  }

  /**
   * A writer for a module whose constants are these.
   *
   * @param strings what the module has already
   * @param collecting whether strings that are written are added to them
   */
  public LayoutWriter(Constants constants, StringTable strings, boolean collecting) {
    this.constants = constants;
    this.strings = strings;
    this.collecting = collecting;
  }

  /**
   * Starts over.
   *
   * @param base the address where the bytes will lie, a multiple of 8
   * @param limit how many bytes may be written before {@link LayoutException}
   */
  public void begin(int base, int limit) {
    this.base = base;
    this.limit = limit;
    length = 0;
    top = 0;
    if (bytes.length > RETAINED) {
      bytes = new byte[INITIAL];
    }
  }

  /** The bytes; {@link #length()} of them count. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes were written, a multiple of 8. */
  public int length() {
    return length;
  }

  /** Where the stack stands, for {@link #array} and {@link #object}. */
  public int mark() {
    return top;
  }

  /** Puts the key of an object on the stack; its value follows. */
  public void pushKey(String key) {
    push(string(key));
    push(lastHash);
  }

  /** Puts an element, or the value of a key, on the stack. */
  public void push(int ref) {
    if (top == stack.length) {
      stack = Arrays.copyOf(stack, top * 2);
    }
    stack[top++] = ref;
  }

  /** Null. */
  public int nullValue() {
    return constants.nullRef();
  }

  /** A boolean. */
  public int bool(boolean value) {
    return constants.of(value);
  }

  /** An integer. */
  public int integer(long value) {
    if (value >= Layout.MIN_SMALL && value <= Layout.MAX_SMALL) {
      return ((int) value << 1) | 1;
    }
    int at = block(16);
    header(at, Layout.NUMBER, Layout.hashOf(value));
    LONG.set(bytes, at + 8, value);
    return base + at;
  }

  /**
   * A number that is spelled in JSON's way, which keeps its spelling.
   *
   * @throws LayoutException if its exponent is out of range
   */
  public int number(CharSequence text) {
    DecimalText decimal = DecimalText.parse(text);
    if (decimal.isPlainLong()) {
      return integer(Long.parseLong(text, 0, text.length(), 10));
    }
    return decimal(decimal, text);
  }

  /**
   * A number that has no spelling: the module writes it as it writes what it works out itself.
   *
   * @throws LayoutException if its exponent is out of range
   */
  public int computed(BigDecimal number) {
    if (number.signum() == 0) {
      return integer(0);
    }
    return decimal(DecimalText.parse(number.unscaledValue() + "e" + -(long) number.scale()), "");
  }

  private int decimal(DecimalText decimal, CharSequence text) {
    int[] limbs = decimal.limbs();
    int textLength = text.length();
    int at = block(Layout.DECIMAL_HEADER + limbs.length * 4 + textLength);
    int negative = decimal.negative() ? 1 << 16 : 0;
    header(at, Layout.NUMBER | Layout.DECIMAL_KIND | negative, 0);
    INT.set(bytes, at + 8, decimal.exponent());
    INT.set(bytes, at + 12, limbs.length);
    INT.set(bytes, at + 16, textLength);
    int to = at + Layout.DECIMAL_HEADER;
    for (int limb : limbs) {
      INT.set(bytes, to, limb);
      to += 4;
    }
    for (int i = 0; i < textLength; i++) {
      bytes[to++] = (byte) text.charAt(i);
    }
    return base + at;
  }

  /** A string; lone surrogates become U+FFFD. */
  public int string(String text) {
    int known = strings.find(text);
    if (known != 0) {
      lastHash = Layout.noZero(text.hashCode());
      return known;
    }
    int ref = newString(text);
    if (collecting) {
      strings.add(text, ref);
    }
    return ref;
  }

  private int newString(String text) {
    int n = text.length();
    int at = reserve(Layout.STRING_HEADER + (long) n);
    byte[] to = bytes;
    int p = at + Layout.STRING_HEADER;
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return wideString(text);
      }
      to[p++] = (byte) c;
    }
    return stringBlock(at, p, Layout.noZero(text.hashCode()));
  }

  /** A string of some of an array's characters; lone surrogates become U+FFFD. */
  public int string(char[] text, int offset, int count) {
    int at = reserve(Layout.STRING_HEADER + (long) count);
    byte[] to = bytes;
    int p = at + Layout.STRING_HEADER;
    int hash = 0;
    for (int i = offset; i < offset + count; i++) {
      char c = text[i];
      if (c >= 0x80) {
        return string(new String(text, offset, count));
      }
      hash = 31 * hash + c;
      to[p++] = (byte) c;
    }
    int known = strings.find(to, at + Layout.STRING_HEADER, p, hash);
    if (known != 0) {
      return known;
    }
    if (collecting) {
      strings.add(new String(text, offset, count), base + at);
    }
    return stringBlock(at, p, Layout.noZero(hash));
  }

  private int wideString(String text) {
    String unicode = Utf8.unicode(text);
    int at = reserve(Layout.STRING_HEADER + 3L * unicode.length());
    int end = Utf8.write(unicode, bytes, at + Layout.STRING_HEADER);
    return stringBlock(at, end, Layout.noZero(unicode.hashCode()));
  }

  private int stringBlock(int at, int end, int hash) {
    lastHash = hash;
    header(at, Layout.STRING, hash);
    INT.set(bytes, at + 8, end - at - Layout.STRING_HEADER);
    length = (end + 7) & ~7;
    return base + at;
  }

  /** An array of what was pushed since the mark. */
  public int array(int mark) {
    int n = top - mark;
    int at = block(Layout.ARRAY_HEADER + 4L * n);
    header(at, Layout.ARRAY, 0);
    INT.set(bytes, at + 8, n);
    INT.set(bytes, at + 12, n);
    INT.set(bytes, at + 16, base + at + Layout.ARRAY_HEADER);
    int to = at + Layout.ARRAY_HEADER;
    for (int i = mark; i < top; i++, to += 4) {
      INT.set(bytes, to, stack[i]);
    }
    top = mark;
    return base + at;
  }

  /**
   * An object of the keys and values that were pushed since the mark. Where a key comes twice, the
   * last value counts.
   */
  public int object(int mark) {
    TableLayout table = startTable(Layout.OBJECT, (top - mark) / 3);
    for (int i = mark; i < top; i += 3) {
      table.put(stack[i], stack[i + 2], stack[i + 1]);
    }
    top = mark;
    return table.finish();
  }

  /** An object or set whose entries are added one by one. */
  TableLayout startTable(int type, int capacity) {
    long index = capacity > Layout.UNINDEXED ? 4L * Layout.indexSlots(capacity) : 0;
    int at = block(Layout.TABLE_HEADER + (long) Layout.ENTRY * capacity + index);
    header(at, type, 0);
    return new TableLayout(bytes, base, at, capacity);
  }

  private void header(int at, int typeAndKind, int hash) {
    INT.set(bytes, at, typeAndKind);
    INT.set(bytes, at + 4, hash);
  }

  private int block(long size) {
    int at = reserve(size);
    length = (int) (at + size + 7) & ~7;
    return at;
  }

  private int reserve(long size) {
    long end = length + ((size + 7) & ~7L);
    if (end > bytes.length) {
      grow(end);
    }
    return length;
  }

  private void grow(long end) {
    if (end > limit) {
      throw new LayoutException(
          "the value needs more memory than the " + limit + " bytes that are left of the limit");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(limit + 8L, Math.max(end, bytes.length * 2L)));
  }
}
