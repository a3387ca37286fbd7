package io.eunomia.archimedes.engine.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what {@link TermText} describes. */
final class TermParser {
  private static final int MAX_DEPTH = 1000;

  private final String text;
  private int at;
  private int depth;

  TermParser(String text) {
    this.text = text;
  }

  Value parse() {
    Value value = value();
    skipSpace();
    if (at < text.length()) {
      throw unexpected("the end");
    }
    return value;
  }

  private Value value() {
    skipSpace();
    if (at == text.length()) {
      throw unexpected("a value");
    }
    if (++depth > MAX_DEPTH) {
      throw new IllegalArgumentException("the value is nested deeper than " + MAX_DEPTH);
    }
    char c = text.charAt(at);
    Value value =
        switch (c) {
          case '"' -> new StringValue(string());
          case '[' -> array();
          case '{' -> braces();
          case 't' -> word("true", BooleanValue.TRUE);
          case 'f' -> word("false", BooleanValue.FALSE);
          case 'n' -> word("null", NullValue.INSTANCE);
          case 's' -> word("set()", new SetValue(Set.of()));
          default -> number();
        };
    depth--;
    return value;
  }

  private Value word(String word, Value value) {
    if (!text.startsWith(word, at)) {
      throw unexpected(word);
    }
    at += word.length();
    return value;
  }

  private Value number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return NumberValue.spelled(text.substring(start, at));
    } catch (NumberFormatException e) {
      String problem = at == start ? "expected a value" : e.getMessage();
      throw new IllegalArgumentException(problem + " at character " + start, e);
    }
  }

  private ArrayValue array() {
    List<Value> elements = new ArrayList<>();
    at++;
    while (!closes(']', elements.isEmpty())) {
      elements.add(value());
    }
    return ArrayValue.takeOver(elements.toArray(new Value[0]));
  }

  private Value braces() {
    at++;
    if (closes('}', true)) {
      return new ObjectValue(Map.of());
    }
    Value first = value();
    skipSpace();
    return at < text.length() && text.charAt(at) == ':' ? object(first) : set(first);
  }

  private ObjectValue object(Value firstKey) {
    Map<Value, Value> members = new LinkedHashMap<>();
    Value key = firstKey;
    while (true) {
      skipSpace();
      if (at == text.length() || text.charAt(at++) != ':') {
        at = Math.min(at, text.length());
        throw unexpected("':'");
      }
      members.put(key, value());
      if (closes('}', false)) {
        return ObjectValue.takeOver(members);
      }
      key = value();
    }
  }

  private SetValue set(Value first) {
    Set<Value> elements = new LinkedHashSet<>();
    elements.add(first);
    while (!closes('}', false)) {
      elements.add(value());
    }
    return SetValue.takeOver(elements);
  }

  /** Goes past the closing character, and says so; else past the comma that must be there. */
  private boolean closes(char closing, boolean first) {
    skipSpace();
    char c = at < text.length() ? text.charAt(at) : '\0';
    if (c == closing) {
      at++;
      return true;
    }
    if (!first) {
      if (c != ',') {
        throw unexpected("',' or '" + closing + "'");
      }
      at++;
    }
    return false;
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return out.toString();
      }
      out.append(c == '\\' ? escaped() : c);
    }
    throw unexpected("'\"'");
  }

  private char escaped() {
    if (++at == text.length()) {
      throw unexpected("an escape");
    }
    char c = text.charAt(at);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> codeUnit();
      default -> c;
    };
  }

  private char codeUnit() {
    if (at + 4 < text.length()) {
      try {
        char unit = (char) Integer.parseInt(text, at + 1, at + 5, 16);
        at += 4;
        return unit;
      } catch (NumberFormatException e) {
        throw unexpected("four hexadecimal digits");
      }
    }
    throw unexpected("four hexadecimal digits");
  }

  private void skipSpace() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  private IllegalArgumentException unexpected(String expected) {
    return new IllegalArgumentException("expected " + expected + " at character " + at);
  }
}
