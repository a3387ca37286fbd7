package io.eunomia.testkit.report;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers and lists as people read them. */
public final class Words {
  private Words() {}

  /** {@code 1 file}, {@code 2 files}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 3,912,400}. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 3,912,400}, {@code 12.3}. */
  public static String number(double number, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }

  /** {@code a, b, c}. */
  public static String list(Collection<?> things) {
    return things.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** {@code 850 µs}, {@code 12.3 ms}, {@code 4.56 s}. */
  public static String time(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos < 1_000_000) {
      return nanos / 1_000 + " µs";
    }
    return nanos < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
        : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
  }

  /** {@code 812 bytes}, {@code 34.5 KiB}, {@code 1.2 MiB}. */
  public static String size(long bytes) {
    if (bytes < 1024) {
      return count(bytes, "byte");
    }
    return bytes < 1024 * 1024
        ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%.1f MiB", bytes / (1024.0 * 1024));
  }

  /** Text that somebody else wrote, so that it does not steer the terminal. */
  public static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
