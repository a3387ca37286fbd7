package io.eunomia.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what scalars stand for, by their tag or by how they are written. */
final class ScalarResolver {
  static final String PREFIX = "tag:yaml.org,2002:";

  // What takes quadratic time to read is limited.
  private static final int MAX_EXACT_LENGTH = 1000;

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
  private static final Pattern FRACTION =
      Pattern.compile("\\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9](?:_?[0-9])*)?");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");

  private static final Map<String, Scalar> WORDS = new HashMap<>();

  static {
    for (String word : new String[] {"y", "yes", "true", "on"}) {
      spellings(word, new Scalar.Bool(true));
    }
    for (String word : new String[] {"n", "no", "false", "off"}) {
      spellings(word, new Scalar.Bool(false));
    }
    spellings("null", new Scalar.Null());
    WORDS.put("~", new Scalar.Null());
    WORDS.put("", new Scalar.Null());
    for (String sign : new String[] {"", "+", "-"}) {
      double infinity = sign.equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      for (String word : new String[] {".inf", ".Inf", ".INF"}) {
        WORDS.put(sign + word, new Scalar.NonFinite(infinity));
      }
    }
    for (String word : new String[] {".nan", ".NaN", ".NAN"}) {
      WORDS.put(word, new Scalar.NonFinite(Double.NaN));
    }
  }

  private static void spellings(String word, Scalar meaning) {
    WORDS.put(word, meaning);
    WORDS.put(word.toUpperCase(Locale.ROOT), meaning);
    WORDS.put(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1), meaning);
  }

  private final boolean exact;

  /**
   * A resolver.
   *
   * @param exact whether numbers keep all of their digits, instead of those of a double or 64 bits
   */
  ScalarResolver(boolean exact) {
    this.exact = exact;
  }

  /**
   * What a scalar stands for.
   *
   * @param tag its tag in full, or {@code null} for one without, which then is not in quotes
   * @throws Scalar.MismatchException if it is not what its tag says
   */
  Scalar resolve(@Nullable String tag, String text) throws Scalar.MismatchException {
    if (tag == null) {
      return untagged(text);
    }
    if (!tag.startsWith(PREFIX)) {
      return new Scalar.Text(text);
    }
    String type = tag.substring(PREFIX.length());
    return switch (type) {
      case "binary" -> new Scalar.Text(Binary.decode(text));
      case "timestamp" -> {
        if (!Timestamp.matches(text)) {
          throw mismatch(untagged(text), text, type);
        }
        yield new Scalar.Text(text);
      }
      case "null", "bool", "int", "float" -> tagged(type, text);
      default -> new Scalar.Text(text);
    };
  }

  /** Whether a text without quotes and tag is a text. */
  boolean isText(String text) {
    try {
      return untagged(text) instanceof Scalar.Text && !Timestamp.matches(text);
    } catch (Scalar.MismatchException e) {
      return false;
    }
  }

  private Scalar tagged(String type, String text) throws Scalar.MismatchException {
    Scalar scalar = untagged(text);
    boolean whole = scalar instanceof Scalar.Int i && (exact || i.value().bitLength() < Long.SIZE);
    if (type.equals("float") && whole) {
      BigInteger value = ((Scalar.Int) scalar).value();
      return new Scalar.Decimal(
          exact ? new BigDecimal(value) : GoNumber.shortest(value.doubleValue()));
    }
    if (!type.equals(name(scalar))) {
      throw mismatch(scalar, text, type);
    }
    return scalar;
  }

  private static Scalar.MismatchException mismatch(Scalar scalar, String text, String type) {
    return new Scalar.MismatchException(
        "cannot decode !!" + name(scalar) + " `" + text + "` as a !!" + type);
  }

  private static String name(Scalar scalar) {
    if (scalar instanceof Scalar.Bool) {
      return "bool";
    }
    if (scalar instanceof Scalar.Int) {
      return "int";
    }
    if (scalar instanceof Scalar.Text) {
      return "str";
    }
    return scalar instanceof Scalar.Null ? "null" : "float";
  }

  private Scalar untagged(String text) throws Scalar.MismatchException {
    Scalar word = WORDS.get(text);
    if (word != null) {
      return word;
    }
    char first = text.charAt(0);
    if (first == '.') {
      return FRACTION.matcher(text).matches()
          ? decimal(text.replace("_", ""), text)
          : new Scalar.Text(text);
    }
    if (first != '-' && first != '+' && (first < '0' || first > '9')) {
      return new Scalar.Text(text);
    }
    if (Timestamp.matches(text)) {
      return new Scalar.Text(text);
    }
    String plain = text.replace("_", "");
    BigInteger integer = Integers.parse(plain);
    if (integer != null) {
      return new Scalar.Int(integer);
    }
    return NUMBER.matcher(plain).matches() ? decimal(plain, text) : new Scalar.Text(text);
  }

  private Scalar decimal(String plain, String text) throws Scalar.MismatchException {
    if (!exact) {
      double value = Double.parseDouble(plain);
      return Double.isInfinite(value)
          ? new Scalar.Text(text)
          : new Scalar.Decimal(GoNumber.shortest(value));
    }
    if (plain.length() > MAX_EXACT_LENGTH) {
      throw new Scalar.MismatchException(
          "a number has more than " + MAX_EXACT_LENGTH + " characters");
    }
    try {
      boolean whole = WHOLE.matcher(plain).matches() && !isOctal(plain);
      return whole
          ? new Scalar.Int(new BigInteger(plain))
          : new Scalar.Decimal(new BigDecimal(plain));
    } catch (NumberFormatException e) {
      throw new Scalar.MismatchException("a number is too large: " + plain);
    }
  }

  // Go takes 08 for a number with a fraction, since it is no octal one.
  private static boolean isOctal(String plain) {
    return plain.replaceFirst("^[-+]", "").startsWith("0");
  }
}
