package io.eunomia.bundle;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern for paths, of the kind that OPA's manifests have: {@code *} and {@code **} stand for
 * any characters, slashes included, {@code ?} for one, {@code [abc]}, {@code [a-z]} and {@code
 * [!abc]} for one of some, <code>{a,b}</code> for one of several patterns; a backslash makes any
 * character an ordinary one.
 *
 * <p>Immutable and thread-safe. Matching takes time linear in the pattern's length times the
 * text's.
 */
final class GlobPattern {
  private static final int MAX_LENGTH = 1024;
  private static final int MAX_DEPTH = 8;

  /** A part of a pattern: from the places in a text where it may begin to those where it ends. */
  private interface Part {
    BitSet advance(BitSet from, String text);
  }

  /** What one character must be. */
  private interface CharacterTest {
    boolean test(char c);
  }

  private final List<Part> parts;

  private GlobPattern(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * The pattern that a text describes.
   *
   * @throws IllegalArgumentException if it describes none; the message says why
   */
  static GlobPattern of(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("is longer than " + MAX_LENGTH + " characters");
    }
    return new GlobPattern(new Parser(text).sequence(0));
  }

  /** Whether the pattern describes the whole of a text. */
  boolean matches(String text) {
    BitSet places = new BitSet(text.length() + 1);
    places.set(0);
    return advance(parts, places, text).get(text.length());
  }

  private static BitSet advance(List<Part> parts, BitSet from, String text) {
    BitSet places = from;
    for (Part part : parts) {
      if (places.isEmpty()) {
        return places;
      }
      places = part.advance(places, text);
    }
    return places;
  }

  private static BitSet one(BitSet from, String text, CharacterTest test) {
    BitSet next = new BitSet(text.length() + 1);
    for (int at = from.nextSetBit(0); at >= 0 && at < text.length(); at = from.nextSetBit(at + 1)) {
      if (test.test(text.charAt(at))) {
        next.set(at + 1);
      }
    }
    return next;
  }

  private static BitSet any(BitSet from, String text) {
    BitSet next = new BitSet(text.length() + 1);
    next.set(from.nextSetBit(0), text.length() + 1);
    return next;
  }

  private static BitSet either(List<List<Part>> choices, BitSet from, String text) {
    BitSet next = new BitSet(text.length() + 1);
    choices.forEach(choice -> next.or(advance(choice, from, text)));
    return next;
  }

  /** Reads a pattern from left to right. */
  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    /** Parts up to the end or, within braces, up to a comma or the closing brace. */
    List<Part> sequence(int depth) {
      List<Part> parts = new ArrayList<>();
      while (at < text.length() && !(depth > 0 && (peek() == ',' || peek() == '}'))) {
        char c = text.charAt(at++);
        switch (c) {
          case '*' -> parts.add(GlobPattern::any);
          case '?' -> parts.add((from, path) -> one(from, path, found -> true));
          case '[' -> parts.add(characters());
          case '{' -> parts.add(choices(depth + 1));
          default -> {
            char literal = c == '\\' ? next() : c;
            parts.add((from, path) -> one(from, path, found -> found == literal));
          }
        }
      }
      return List.copyOf(parts);
    }

    private Part choices(int depth) {
      if (depth > MAX_DEPTH) {
        throw new IllegalArgumentException("has braces nested too deeply");
      }
      List<List<Part>> choices = new ArrayList<>();
      do {
        choices.add(sequence(depth));
      } while (next() == ',');
      return (from, path) -> either(choices, from, path);
    }

    private Part characters() {
      boolean negated = at < text.length() && peek() == '!';
      at += negated ? 1 : 0;
      List<CharacterTest> tests = new ArrayList<>();
      while (tests.isEmpty() || peek() != ']') {
        char first = literal();
        char last = first;
        if (peek() == '-') {
          at++;
          last = literal();
        }
        if (last < first) {
          throw new IllegalArgumentException("has a range whose end comes before its beginning");
        }
        char end = last;
        tests.add(c -> first <= c && c <= end);
      }
      at++;
      return (from, path) ->
          one(from, path, c -> negated != tests.stream().anyMatch(test -> test.test(c)));
    }

    private char literal() {
      char c = next();
      return c == '\\' ? next() : c;
    }

    private char peek() {
      if (at == text.length()) {
        throw new IllegalArgumentException("ends too early");
      }
      return text.charAt(at);
    }

    private char next() {
      char c = peek();
      at++;
      return c;
    }
  }
}
