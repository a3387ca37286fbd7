package io.eunomia.archimedes.engine.builtins;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The small patterns of {@code regex.globs_match}: characters, {@code .}, sets such as {@code
 * [a-z0-9]}, {@code +} and {@code *}, and {@code \} before what means itself.
 */
final class RegexGlob {
  private final String text;
  private final List<Item> items = new ArrayList<>();
  private int at;

  private RegexGlob(String text) {
    this.text = text;
  }

  static RegexGlob parse(String text) throws BuiltinException {
    RegexGlob glob = new RegexGlob(text);
    glob.parse();
    return glob;
  }

  /** Whether some text matches both. Costs the product of their lengths. */
  boolean intersects(RegexGlob other) {
    int width = other.items.size() + 1;
    BitSet seen = new BitSet();
    Deque<Integer> todo = new ArrayDeque<>();
    todo.push(0);
    while (!todo.isEmpty()) {
      int state = todo.pop();
      if (seen.get(state)) {
        continue;
      }
      seen.set(state);
      int i = state / width;
      int j = state % width;
      Item a = i < items.size() ? items.get(i) : null;
      Item b = j < other.items.size() ? other.items.get(j) : null;
      if (a == null && b == null) {
        return true;
      }
      if (a != null && a.repeats) {
        todo.push(state + width);
      }
      if (b != null && b.repeats) {
        todo.push(state + 1);
      }
      if (a != null && b != null && a.meets(b)) {
        todo.push((a.repeats ? i : i + 1) * width + (b.repeats ? j : j + 1));
      }
    }
    return false;
  }

  private void parse() throws BuiltinException {
    while (at < text.length()) {
      char c = text.charAt(at++);
      Characters characters =
          switch (c) {
            case '.' -> Characters.ANY;
            case '[' -> set();
            case '\\' -> Characters.of(escaped());
            case ']' -> throw invalid("set-close ']' with no preceding '['");
            case '+', '*' -> throw invalid("flag '" + c + "' must be preceded by a non-flag");
            default -> Characters.of(c);
          };
      char flag = at < text.length() ? text.charAt(at) : ' ';
      if (flag == '+') {
        items.add(new Item(characters, false));
      }
      if (flag == '+' || flag == '*') {
        at++;
        items.add(new Item(characters, true));
      } else {
        items.add(new Item(characters, false));
      }
    }
  }

  private Characters set() throws BuiltinException {
    BitSet set = new BitSet();
    while (at < text.length() && text.charAt(at) != ']') {
      char from = next();
      char to = from;
      if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
        at++;
        to = next();
      }
      if (to < from) {
        throw invalid("range '" + from + "-" + to + "' is out of order");
      }
      set.set(from, to + 1);
    }
    if (at == text.length()) {
      throw invalid("set-open '[' with no following ']'");
    }
    at++;
    return new Characters(set);
  }

  private char next() throws BuiltinException {
    char c = text.charAt(at++);
    return c == '\\' ? escaped() : c;
  }

  private char escaped() throws BuiltinException {
    if (at == text.length()) {
      throw invalid("escape '\\' at the end");
    }
    return text.charAt(at++);
  }

  private BuiltinException invalid(String problem) {
    return new BuiltinException(
        "input:" + text + ", pos:" + at + ", " + problem + ": the input provided is invalid");
  }

  /** One character or more of a text: these characters, once or any number of times. */
  private record Item(Characters characters, boolean repeats) {
    boolean meets(Item other) {
      return characters.meets(other.characters);
    }
  }

  /** A set of characters. */
  private record Characters(BitSet set) {
    static final Characters ANY = new Characters(all());

    static Characters of(char c) {
      BitSet set = new BitSet();
      set.set(c);
      return new Characters(set);
    }

    boolean meets(Characters other) {
      return set.intersects(other.set);
    }

    private static BitSet all() {
      BitSet set = new BitSet();
      set.set(0, Character.MAX_VALUE + 1);
      return set;
    }
  }
}
