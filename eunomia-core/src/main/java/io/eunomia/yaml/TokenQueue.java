package io.eunomia.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were read and not taken yet. Where a key may have begun, what follows has to be read
 * first: only a {@code :} on the same line says that it is one, and then a token goes before it.
 */
final class TokenQueue {
  // As YAML has it, so that a text need not be read ahead for more than a line.
  private static final int LONGEST_KEY = 1024;

  /**
   * Where a key may have begun.
   *
   * @param required whether nothing else may be there
   * @param token the number of its first token, counted from the start of the text
   */
  record PossibleKey(boolean required, int token, Mark mark) {}

  private final YamlText text;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Level> levels = new ArrayDeque<>();
  private final Map<Integer, PossibleKey> byToken = new HashMap<>();
  private int taken;

  /** A pair of brackets, which has at most one possible key of its own. */
  private static final class Level {
    private @Nullable PossibleKey key;
  }

  TokenQueue(YamlText text) {
    this.text = text;
    levels.push(new Level());
  }

  /** How many brackets are open. */
  int depth() {
    return levels.size() - 1;
  }

  void open() {
    levels.push(new Level());
  }

  void close() {
    if (levels.size() > 1) {
      levels.pop();
    }
  }

  void add(Token token) {
    tokens.add(token);
  }

  void insert(int number, Token token) {
    tokens.add(number - taken, token);
  }

  Token head() {
    return tokens.get(0);
  }

  Token take() {
    taken++;
    return tokens.remove(0);
  }

  /** Whether it is not decided yet what the next token is. */
  boolean needsMore() throws YamlException {
    if (tokens.isEmpty()) {
      return true;
    }
    PossibleKey key = byToken.get(taken);
    return key != null && isStillPossible(key);
  }

  /** A key may begin here. */
  void mayBeKey(boolean required) throws YamlException {
    forgetKey();
    PossibleKey key = new PossibleKey(required, taken + tokens.size(), text.mark());
    levels.element().key = key;
    byToken.put(key.token, key);
  }

  /** What may have begun a key did not. */
  void forgetKey() throws YamlException {
    Level level = levels.element();
    PossibleKey key = level.key;
    if (key != null) {
      if (key.required) {
        throw missing(key);
      }
      level.key = null;
      byToken.remove(key.token);
    }
  }

  /** Takes what may have begun a key as one, and returns it, or {@code null}. */
  @Nullable PossibleKey takeKey() throws YamlException {
    Level level = levels.element();
    PossibleKey key = level.key;
    if (key == null || !isStillPossible(key)) {
      return null;
    }
    level.key = null;
    byToken.remove(key.token);
    insert(key.token, new Token(Token.Kind.KEY, key.mark));
    return key;
  }

  private boolean isStillPossible(PossibleKey key) throws YamlException {
    if (key.mark.line() == text.line() && text.index() - key.mark.index() <= LONGEST_KEY) {
      return true;
    }
    if (key.required) {
      throw missing(key);
    }
    byToken.remove(key.token);
    levels.forEach(level -> level.key = key.equals(level.key) ? null : level.key);
    return false;
  }

  private YamlException missing(PossibleKey key) {
    return text.failure(key.mark, "could not find expected ':'");
  }
}
