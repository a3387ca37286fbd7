package io.eunomia.yaml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tags, anchors, aliases and directives. */
final class TagScanner {
  private static final String URI = ";/?:@&=+$,.!~*'()[]%";
  private static final int MAX_VERSION_DIGITS = 2;

  private final YamlText text;
  private final Mark start;

  /** For a token that begins here. */
  TagScanner(YamlText text) {
    this.text = text;
    start = text.mark();
  }

  Token anchor() throws YamlException {
    boolean alias = text.peek() == '*';
    text.skip();
    String name = word();
    if (name.isEmpty() || !(text.isBlankOrEnd(0) || text.isAt(0, "?:,]}%@`"))) {
      throw text.failure(start, "did not find expected alphabetic or numeric character");
    }
    return new Token(alias ? Token.Kind.ALIAS : Token.Kind.ANCHOR, start, name);
  }

  Token tag() throws YamlException {
    @Nullable String handle = null;
    String suffix;
    if (text.peek(1) == '<') {
      text.skip(2);
      suffix = uri("");
      if (text.peek() != '>') {
        throw text.failure(start, "did not find the expected '>'");
      }
      text.skip();
    } else {
      String head = handle();
      if (head.length() > 1 && head.endsWith("!")) {
        handle = head;
        suffix = uri("");
      } else {
        suffix = uri(head);
        handle = suffix.isEmpty() ? null : "!";
        suffix = suffix.isEmpty() ? "!" : suffix;
      }
    }
    if (!text.isBlankOrEnd(0)) {
      throw text.failure(start, "did not find expected whitespace or line break");
    }
    return new Token(Token.Kind.TAG, start, suffix, handle);
  }

  Token directive() throws YamlException {
    text.skip();
    String name = word();
    if (name.isEmpty()) {
      throw text.failure(start, "could not find expected directive name");
    }
    if (!text.isBlankOrEnd(0)) {
      throw text.failure(start, "found unexpected non-alphabetical character");
    }
    Token token =
        switch (name) {
          case "YAML" -> version();
          case "TAG" -> tagDirective();
          default -> throw text.failure(start, "found unknown directive name");
        };
    text.skipBlanks();
    text.skipComment();
    if (!text.isBreakOrEnd(0)) {
      throw text.failure(start, "did not find expected comment or line break");
    }
    if (text.isBreak(0)) {
      text.skipLineBreak();
    }
    return token;
  }

  private Token version() throws YamlException {
    text.skipBlanks();
    int major = versionNumber();
    if (text.peek() != '.') {
      throw text.failure(start, "did not find expected digit or '.' character");
    }
    text.skip();
    int minor = versionNumber();
    return new Token(Token.Kind.VERSION_DIRECTIVE, start, major + "." + minor);
  }

  private int versionNumber() throws YamlException {
    int number = 0;
    int length = 0;
    for (; text.isDigit(); text.skip()) {
      if (++length > MAX_VERSION_DIGITS) {
        throw text.failure(start, "found extremely long version number");
      }
      number = number * 10 + text.peek() - '0';
    }
    if (length == 0) {
      throw text.failure(start, "did not find expected version number");
    }
    return number;
  }

  private Token tagDirective() throws YamlException {
    text.skipBlanks();
    String handle = handle();
    if (handle.length() > 1 && !handle.endsWith("!")) {
      throw text.failure(start, "did not find expected '!'");
    }
    if (!text.isBlank(0)) {
      throw text.failure(start, "did not find expected whitespace");
    }
    text.skipBlanks();
    String prefix = uri("");
    if (!text.isBlankOrEnd(0)) {
      throw text.failure(start, "did not find expected whitespace or line break");
    }
    return new Token(Token.Kind.TAG_DIRECTIVE, start, prefix, handle);
  }

  private String handle() throws YamlException {
    if (text.peek() != '!') {
      throw text.failure(start, "did not find expected '!'");
    }
    text.skip();
    String handle = "!" + word();
    if (text.peek() == '!') {
      text.skip();
      return handle + "!";
    }
    return handle;
  }

  /** Reads the rest of what was begun as a handle; its first {@code !} is not part of it. */
  private String uri(String head) throws YamlException {
    ByteArrayOutputStream uri = new ByteArrayOutputStream();
    uri.writeBytes((head.isEmpty() ? "" : head.substring(1)).getBytes(StandardCharsets.UTF_8));
    boolean found = !head.isEmpty();
    while (text.isWord() || text.isAt(0, URI)) {
      if (text.peek() == '%') {
        uri.write(octet());
      } else {
        uri.write(text.peek());
        text.skip();
      }
      found = true;
    }
    if (!found) {
      throw text.failure(start, "did not find expected tag URI");
    }
    return uri.toString(StandardCharsets.UTF_8);
  }

  private int octet() throws YamlException {
    int high = hex(text.peek(1));
    int low = hex(text.peek(2));
    if (high < 0 || low < 0) {
      throw text.failure(start, "did not find URI escaped octet");
    }
    text.skip(3);
    return high << 4 | low;
  }

  private static int hex(int c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    while (text.isWord()) {
      text.read(word);
    }
    return word.toString();
  }
}
