package io.eunomia.yaml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.tokens.AliasToken;
import org.yaml.snakeyaml.tokens.AnchorToken;
import org.yaml.snakeyaml.tokens.DirectiveToken;
import org.yaml.snakeyaml.tokens.TagToken;
import org.yaml.snakeyaml.tokens.TagTuple;
import org.yaml.snakeyaml.tokens.Token;

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

  Token anchor() {
    boolean alias = text.peek() == '*';
    text.skip();
    String name = word();
    if (name.isEmpty() || !(text.isBlankOrEnd(0) || text.isAt(0, "?:,]}%@`"))) {
      throw text.failure(
          alias ? "while scanning an alias" : "while scanning an anchor",
          start,
          "did not find expected alphabetic or numeric character");
    }
    Mark end = text.mark();
    return alias ? new AliasToken(name, start, end) : new AnchorToken(name, start, end);
  }

  TagToken tag() {
    String context = "while parsing a tag";
    @Nullable String handle = null;
    String suffix;
    if (text.peek(1) == '<') {
      text.skip(2);
      suffix = uri(context, "");
      if (text.peek() != '>') {
        throw text.failure("while scanning a tag", start, "did not find the expected '>'");
      }
      text.skip();
    } else {
      String head = handle(context);
      if (head.length() > 1 && head.endsWith("!")) {
        handle = head;
        suffix = uri(context, "");
      } else {
        suffix = uri(context, head);
        handle = suffix.isEmpty() ? null : "!";
        suffix = suffix.isEmpty() ? "!" : suffix;
      }
    }
    if (!text.isBlankOrEnd(0)) {
      throw text.failure(
          "while scanning a tag", start, "did not find expected whitespace or line break");
    }
    return new TagToken(new TagTuple(handle, suffix), start, text.mark());
  }

  DirectiveToken<?> directive() {
    text.skip();
    String name = word();
    if (name.isEmpty()) {
      throw directiveFailure("could not find expected directive name");
    }
    if (!text.isBlankOrEnd(0)) {
      throw directiveFailure("found unexpected non-alphabetical character");
    }
    DirectiveToken<?> token =
        switch (name) {
          case "YAML" -> version();
          case "TAG" -> tagDirective();
          default -> throw directiveFailure("found unknown directive name");
        };
    text.skipBlanks();
    text.skipComment();
    if (!text.isBreakOrEnd(0)) {
      throw directiveFailure("did not find expected comment or line break");
    }
    if (text.isBreak(0)) {
      text.skipLineBreak();
    }
    return token;
  }

  private DirectiveToken<Integer> version() {
    text.skipBlanks();
    int major = versionNumber();
    if (text.peek() != '.') {
      throw versionFailure("did not find expected digit or '.' character");
    }
    text.skip();
    int minor = versionNumber();
    if (major != 1 || minor != 1) {
      throw versionFailure("found incompatible YAML document");
    }
    return new DirectiveToken<>("YAML", List.of(major, minor), start, text.mark());
  }

  private int versionNumber() {
    int number = 0;
    int length = 0;
    for (; text.isDigit(); text.skip()) {
      if (++length > MAX_VERSION_DIGITS) {
        throw versionFailure("found extremely long version number");
      }
      number = number * 10 + text.peek() - '0';
    }
    if (length == 0) {
      throw versionFailure("did not find expected version number");
    }
    return number;
  }

  private DirectiveToken<String> tagDirective() {
    String context = "while parsing a %TAG directive";
    text.skipBlanks();
    String handle = handle(context);
    if (handle.length() > 1 && !handle.endsWith("!")) {
      throw text.failure(context, start, "did not find expected '!'");
    }
    if (!text.isBlank(0)) {
      throw text.failure(context, start, "did not find expected whitespace");
    }
    text.skipBlanks();
    String prefix = uri(context, "");
    if (!text.isBlankOrEnd(0)) {
      throw text.failure(context, start, "did not find expected whitespace or line break");
    }
    return new DirectiveToken<>("TAG", List.of(handle, prefix), start, text.mark());
  }

  private String handle(String context) {
    if (text.peek() != '!') {
      throw text.failure(context, start, "did not find expected '!'");
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
  private String uri(String context, String head) {
    ByteArrayOutputStream uri = new ByteArrayOutputStream();
    uri.writeBytes((head.isEmpty() ? "" : head.substring(1)).getBytes(StandardCharsets.UTF_8));
    boolean found = !head.isEmpty();
    while (text.isWord() || text.isAt(0, URI)) {
      if (text.peek() == '%') {
        uri.write(octet(context));
      } else {
        uri.write(text.peek());
        text.skip();
      }
      found = true;
    }
    if (!found) {
      throw text.failure(context, start, "did not find expected tag URI");
    }
    return uri.toString(StandardCharsets.UTF_8);
  }

  private int octet(String context) {
    int high = hex(text.peek(1));
    int low = hex(text.peek(2));
    if (high < 0 || low < 0) {
      throw text.failure(context, start, "did not find URI escaped octet");
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

  private RuntimeException versionFailure(String problem) {
    return text.failure("while scanning a %YAML directive", start, problem);
  }

  private RuntimeException directiveFailure(String problem) {
    return text.failure("while scanning a directive", start, problem);
  }
}
