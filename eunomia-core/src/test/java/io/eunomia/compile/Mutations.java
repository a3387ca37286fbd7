package io.eunomia.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts made of other ones: characters changed, tokens dropped, doubled, swapped and nested. */
final class Mutations {
  private static final Pattern TOKEN =
      Pattern.compile("\\w+|\"[^\"\n]*\"|[:=!<>]=|#[^\n]*|\\s+|.", Pattern.DOTALL);

  private static final List<String[]> NESTS =
      List.of(
          new String[] {"(", ")"},
          new String[] {"[", "]"},
          new String[] {"{", "}"},
          new String[] {"{1: ", "}"},
          new String[] {"[x | x := ", "]"},
          new String[] {"{x: 1 | some x in ", "}"},
          new String[] {"not ", ""},
          new String[] {"-", ""},
          new String[] {"a.b.", ""},
          new String[] {"input[", "]"},
          new String[] {"count(", ")"},
          new String[] {"$\"{", "}\""},
          new String[] {"$`{", "}`"},
          new String[] {"1 + ", ""},
          new String[] {"every x in ", " { x }"},
          new String[] {"x in ", ""},
          new String[] {"# ", "\n"},
          new String[] {"", " with input as 1"},
          new String[] {"", " else := 1 if false"},
          new String[] {"", ".a"},
          new String[] {"", "[_]"});

  private Mutations() {}

  /** One of the seeds after some edits. */
  static String of(List<String> seeds, Random random) {
    List<String> tokens = tokens(pick(seeds, random));
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      edit(tokens, seeds, random);
    }
    String text = String.join("", tokens);
    return random.nextInt(4) == 0 ? characters(text, random) : text;
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  private static void edit(List<String> tokens, List<String> seeds, Random random) {
    if (tokens.isEmpty()) {
      return;
    }
    int at = random.nextInt(tokens.size());
    int other = random.nextInt(tokens.size());
    int end = Math.min(tokens.size(), at + 1 + random.nextInt(12));
    switch (random.nextInt(7)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.set(other, tokens.set(at, tokens.get(other)));
      case 2 -> tokens.add(at, tokens.get(other));
      case 3 -> tokens.addAll(other, new ArrayList<>(tokens.subList(at, end)));
      case 4 -> tokens.subList(at, end).clear();
      case 5 -> splice(tokens, at, tokens(pick(seeds, random)), random);
      default -> nest(tokens, at, end, random);
    }
  }

  private static void splice(List<String> into, int at, List<String> from, Random random) {
    if (!from.isEmpty()) {
      int start = random.nextInt(from.size());
      into.addAll(at, from.subList(start, Math.min(from.size(), start + random.nextInt(60))));
    }
  }

  private static void nest(List<String> tokens, int at, int end, Random random) {
    String[] nest = NESTS.get(random.nextInt(NESTS.size()));
    int depth = 1 << random.nextInt(11);
    tokens.add(end, nest[1].repeat(depth));
    tokens.add(at, nest[0].repeat(depth));
  }

  private static String characters(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = 1 + random.nextInt(3); i > 0 && changed.length() > 0; i--) {
      int at = random.nextInt(changed.length());
      switch (random.nextInt(3)) {
        case 0 -> changed.setCharAt(at, (char) (changed.charAt(at) ^ (1 << random.nextInt(16))));
        case 1 -> changed.deleteCharAt(at);
        default -> changed.insert(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
      }
    }
    return changed.toString();
  }

  private static String pick(List<String> seeds, Random random) {
    return seeds.get(random.nextInt(seeds.size()));
  }
}
