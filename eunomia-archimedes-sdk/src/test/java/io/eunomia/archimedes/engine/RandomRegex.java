package io.eunomia.archimedes.engine;

import java.util.List;
import java.util.Random;

/**
 * Random patterns, most of them valid, and texts that they may match. What RE2/J takes otherwise
 * than Go is left out:
 *
 * <ul>
 *   <li>names of {@code \p} that Go knows since 1.25: other spellings, aliases, {@code Cn} and
 *       {@code LC}; and {@code C}, which holds {@code Cn} since then
 *   <li>nested repetitions that come to more than 1,000, which Go refuses
 *   <li>{@code (?i)\p{Ll}}: RE2/J does not fold all letters of it
 *   <li>characters that came after Unicode 6, which RE2/J does not know
 * </ul>
 */
final class RandomRegex {
  private static final String LETTERS = "aaabbcKksSz01_- /.\nébßſKΣσςжЖ漢𝄞";
  private static final String SYNTAX = "()[]{}|*+?^$.\\-:,ims<>Q1aéx";
  private static final List<String> CLASSES =
      List.of(
          "\\d",
          "\\D",
          "\\s",
          "\\S",
          "\\w",
          "\\W",
          "\\pL",
          "\\PL",
          "\\pN",
          "\\p{Lu}",
          "\\P{Nd}",
          "\\p{Greek}",
          "\\P{Greek}",
          "\\p{^Greek}",
          "\\p{Cyrillic}",
          "\\p{Han}",
          "\\p{So}",
          "\\p{Latin}",
          "\\p{Any}");
  private static final List<String> NAMED =
      List.of(
          "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
          "space", "upper", "word", "xdigit");
  private static final List<String> PLACES = List.of("^", "$", "\\b", "\\B", "\\A", "\\z");
  private static final List<String> REPEATS =
      List.of("*", "+", "?", "*?", "+?", "??", "{0}", "{2}", "{1,}", "{0,2}", "{1,3}?", "{2,}?");
  private static final List<String> ESCAPES =
      List.of(
          "\\n",
          "\\t",
          "\\.",
          "\\-",
          "\\x61",
          "\\x{3c3}",
          "\\141",
          "\\Qa.b\\E",
          "\\Q(\\E",
          "\\_",
          "\\/");
  private static final List<String> FLAGS =
      List.of("(?i)", "(?m)", "(?s)", "(?U)", "(?-i)", "(?im-s)", "(?i:", "(?:", "(?s-i:", "(?mU:");

  private final Random random;
  private int names;

  RandomRegex(Random random) {
    this.random = random;
  }

  String pattern() {
    names = 0;
    StringBuilder out = new StringBuilder();
    alternatives(out, 3);
    // Names of categories and scripts must stay what they are.
    if (random.nextInt(4) == 0 && out.indexOf("\\p") < 0 && out.indexOf("\\P") < 0) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        mutate(out);
      }
    }
    return out.toString();
  }

  String text() {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      out.append(random.nextInt(3) == 0 ? "a" : letter());
    }
    return out.toString();
  }

  private void mutate(StringBuilder out) {
    int at = random.nextInt(out.length() + 1);
    if (random.nextInt(3) > 0) {
      out.insert(at, SYNTAX.charAt(random.nextInt(SYNTAX.length())));
    } else if (at < out.length() && !Character.isSurrogate(out.charAt(at))) {
      out.deleteCharAt(at);
    }
  }

  private void alternatives(StringBuilder out, int depth) {
    items(out, depth);
    while (random.nextInt(4) == 0) {
      out.append('|');
      items(out, depth);
    }
  }

  private void items(StringBuilder out, int depth) {
    for (int i = random.nextInt(4); i > 0; i--) {
      item(out, depth);
      if (random.nextInt(3) == 0) {
        out.append(of(REPEATS));
      }
    }
  }

  private void item(StringBuilder out, int depth) {
    switch (random.nextInt(12)) {
      case 0 -> out.append(of(PLACES));
      case 1 -> out.append(of(CLASSES));
      case 2 -> out.append(of(ESCAPES));
      case 3 -> out.append('.');
      case 4 -> bracket(out);
      case 5, 6, 7 -> group(out, depth);
      default -> out.append(plain());
    }
  }

  private void group(StringBuilder out, int depth) {
    if (depth == 0) {
      out.append(plain());
      return;
    }
    String flags = random.nextInt(3) == 0 ? of(FLAGS) : "(";
    if (random.nextInt(8) == 0) {
      flags = (random.nextBoolean() ? "(?P<n" : "(?<n") + names++ + ">";
    }
    out.append(flags);
    if (!flags.endsWith(")")) {
      alternatives(out, depth - 1);
      out.append(')');
    } else if (random.nextBoolean()) {
      out.append(plain());
    }
  }

  private void bracket(StringBuilder out) {
    out.append(random.nextInt(3) == 0 ? "[^" : "[");
    for (int i = random.nextInt(3); i >= 0; i--) {
      switch (random.nextInt(6)) {
        case 0 -> out.append(of(CLASSES));
        case 1 -> out.append(random.nextInt(3) == 0 ? "[:^" : "[:").append(of(NAMED)).append(":]");
        case 2 -> out.append("a-c");
        case 3 -> out.append("А-я");
        default -> out.append(plain());
      }
    }
    out.append(']');
  }

  /** A character that is none of the syntax, most times. */
  private String plain() {
    String letter = letter();
    return letter.equals(".") && random.nextBoolean() ? "\\." : letter;
  }

  private String letter() {
    int[] all = LETTERS.codePoints().toArray();
    return Character.toString(all[random.nextInt(all.length)]);
  }

  private String of(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
