package io.eunomia.archimedes.engine.layout;

/**
 * What a number's JSON spelling says: ±digits × 10^exponent, the digits without zeros at either
 * end.
 *
 * @param negative whether it is below zero
 * @param digits the coefficient; empty for zero
 * @param exponent 0 for zero
 * @param isPlainLong whether it is an integer within 64 bits, spelled plainly
 */
record DecimalText(boolean negative, String digits, int exponent, boolean isPlainLong) {
  private static final int LIMB_DIGITS = 9;
  private static final int MAX_LONG_DIGITS = 18;

  /** Reads a spelling that is known to be JSON's. */
  static DecimalText parse(CharSequence text) {
    int n = text.length();
    boolean minus = text.charAt(0) == '-';
    StringBuilder digits = new StringBuilder(n);
    int fraction = 0;
    boolean point = false;
    int i = minus ? 1 : 0;
    for (; i < n; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        point = true;
      } else if (c >= '0' && c <= '9') {
        digits.append(c);
        fraction += point ? 1 : 0;
      } else {
        break;
      }
    }
    boolean plain = i == n && !point;
    long exponent = i < n ? readExponent(text, i + 1) : 0;
    int whole = digits.length();
    int start = 0;
    while (start < whole && digits.charAt(start) == '0') {
      start++;
    }
    int end = whole;
    while (end > start && digits.charAt(end - 1) == '0') {
      end--;
    }
    if (start == end) {
      return new DecimalText(false, "", 0, plain && !minus);
    }
    exponent += (long) whole - end - fraction;
    if (exponent != (int) exponent) {
      throw outOfRange(text);
    }
    boolean plainLong = plain && (whole <= MAX_LONG_DIGITS || fitsLong(text));
    return new DecimalText(minus, digits.substring(start, end), (int) exponent, plainLong);
  }

  /** The one text of a value, from which the runtime computes its hash. */
  String scientific() {
    return (negative ? "-" : "") + digits + "e" + exponent;
  }

  /** The coefficient in base 10^9, least significant limb first. */
  int[] limbs() {
    int[] limbs = new int[(digits.length() + LIMB_DIGITS - 1) / LIMB_DIGITS];
    for (int i = 0, end = digits.length(); i < limbs.length; i++, end -= LIMB_DIGITS) {
      limbs[i] = Integer.parseInt(digits, Math.max(0, end - LIMB_DIGITS), end, 10);
    }
    return limbs;
  }

  private static long readExponent(CharSequence text, int from) {
    int n = text.length();
    if (n - from > 12) {
      throw outOfRange(text);
    }
    return Long.parseLong(text, from, n, 10);
  }

  private static boolean fitsLong(CharSequence text) {
    if (text.length() > 20) {
      return false;
    }
    try {
      Long.parseLong(text, 0, text.length(), 10);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static LayoutException outOfRange(CharSequence text) {
    return new LayoutException("the exponent of the number " + text + " is out of range");
  }
}
