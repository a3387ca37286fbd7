package io.eunomia.yaml;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Integers of YAML 1.1 in the ways to write them that Go has. */
final class Integers {
  // Enough for 64 bits in any base; leading zeros do not count.
  private static final int MOST_DIGITS = 64;

  private static final Pattern FORM =
      Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
  private static final Pattern SIGN_BEHIND_BASE = Pattern.compile("0b([-+])([01]+)");
  private static final int[] BASES = {0, 0, 16, 2, 8, 10};

  private Integers() {}

  /** The integer of 64 bits that a text without underscores is, or {@code null}. */
  static @Nullable BigInteger parse(String text) {
    Matcher behind = SIGN_BEHIND_BASE.matcher(text);
    if (behind.matches()) {
      return fitting(behind.group(1), behind.group(2), 2);
    }
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return null;
    }
    for (int group = 2; group < BASES.length; group++) {
      if (m.group(group) != null) {
        return fitting(m.group(1), m.group(group), BASES[group]);
      }
    }
    return null;
  }

  private static @Nullable BigInteger fitting(String sign, String digits, int base) {
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    if (digits.length() - zeros > MOST_DIGITS) {
      return null;
    }
    BigInteger size = new BigInteger(digits.substring(zeros), base);
    BigInteger value = sign.equals("-") ? size.negate() : size;
    // Without a sign it may take the bit of the sign too.
    return value.bitLength() < Long.SIZE || (sign.isEmpty() && value.bitLength() == Long.SIZE)
        ? value
        : null;
  }
}
