package io.eunomia.archimedes.engine.value;

import java.nio.charset.StandardCharsets;

/** A string of Unicode: without half a surrogate pair, of which UTF-8 has none. */
public final class StringValue implements Value, Comparable<StringValue> {
  private static final char REPLACEMENT = '\uFFFD';

  private final String text;

  private StringValue(String text, boolean wellFormed) {
    this.text = wellFormed ? text : repaired(text);
  }

  /** The string of some characters; lone surrogates become U+FFFD, as in Go. */
  public StringValue(String text) {
    this(text, false);
  }

  /** The string of some bytes of UTF-8, which must be valid. */
  public static StringValue ofUtf8(byte[] utf8) {
    return new StringValue(new String(utf8, StandardCharsets.UTF_8), true);
  }

  /** Its characters. */
  public String text() {
    return text;
  }

  @Override
  public String typeName() {
    return "string";
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof StringValue string && text.equals(string.text));
  }

  /** The hash of the text, which the text remembers. */
  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** By code points. */
  @Override
  public int compareTo(StringValue other) {
    return ValueOrder.compareText(text, other.text);
  }

  @Override
  public String toString() {
    return TermText.write(this);
  }

  private static String repaired(String text) {
    StringBuilder repaired = null;
    int n = text.length();
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < n
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (repaired == null) {
        repaired = new StringBuilder(text);
      }
      repaired.setCharAt(i, REPLACEMENT);
    }
    return repaired == null ? text : repaired.toString();
  }
}
