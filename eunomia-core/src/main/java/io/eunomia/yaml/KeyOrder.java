package io.eunomia.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The order that Go's library writes keys in: numbers within them by their value, letters behind
 * all else. It is no order in the strict sense: {@code 9}, {@code 10} and {@code 1a} go around in a
 * circle, so sorting must not rely on it.
 */
final class KeyOrder {
  private KeyOrder() {}

  /** The keys in that order; those that go around in a circle, always in the same way. */
  static List<String> sorted(Collection<String> keys) {
    return merged(keys.stream().sorted().toList());
  }

  private static List<String> merged(List<String> keys) {
    if (keys.size() < 2) {
      return keys;
    }
    List<String> low = merged(keys.subList(0, keys.size() / 2));
    List<String> high = merged(keys.subList(keys.size() / 2, keys.size()));
    List<String> sorted = new ArrayList<>(keys.size());
    int i = 0;
    int j = 0;
    while (i < low.size() && j < high.size()) {
      sorted.add(isLess(high.get(j), low.get(i)) ? high.get(j++) : low.get(i++));
    }
    sorted.addAll(low.subList(i, low.size()));
    sorted.addAll(high.subList(j, high.size()));
    return sorted;
  }

  /** Whether one key goes before another. */
  static boolean isLess(String one, String other) {
    int[] a = one.codePoints().toArray();
    int[] b = other.codePoints().toArray();
    for (int i = 0; i < a.length && i < b.length; i++) {
      if (a[i] != b[i]) {
        return isLess(a, b, i);
      }
    }
    return a.length < b.length;
  }

  /** What decides is the first character that they differ in, or the number that begins there. */
  private static boolean isLess(int[] a, int[] b, int at) {
    boolean letter = Character.isLetter(a[at]);
    boolean otherLetter = Character.isLetter(b[at]);
    if (letter || otherLetter) {
      return (letter && otherLetter) ? a[at] < b[at] : otherLetter;
    }
    long start = ((a[at] == '0' || b[at] == '0') && isInNumber(a, at)) ? 1 : 0;
    int end = numberEnd(a, at);
    int otherEnd = numberEnd(b, at);
    long number = number(a, at, end, start);
    long otherNumber = number(b, at, otherEnd, start);
    if (number != otherNumber) {
      return number < otherNumber;
    }
    return end != otherEnd ? end < otherEnd : a[at] < b[at];
  }

  /** Whether digits that are not all 0 go before; then a 0 counts. */
  private static boolean isInNumber(int[] key, int at) {
    for (int i = at - 1; i >= 0 && Character.isDigit(key[i]); i--) {
      if (key[i] != '0') {
        return true;
      }
    }
    return false;
  }

  private static int numberEnd(int[] key, int start) {
    int end = start;
    while (end < key.length && Character.isDigit(key[end])) {
      end++;
    }
    return end;
  }

  // A number that is too long wraps around, as it does there.
  private static long number(int[] key, int from, int to, long start) {
    long number = start;
    for (int i = from; i < to; i++) {
      number = number * 10 + key[i] - '0';
    }
    return number;
  }
}
