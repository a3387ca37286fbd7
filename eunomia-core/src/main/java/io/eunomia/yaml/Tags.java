package io.eunomia.yaml;

import io.eunomia.yaml.Token.Kind;
import java.util.HashMap;
import java.util.Map;

/** What a document's directives say, and what its tags are in full by them. */
final class Tags {
  private static final Map<String, String> ALWAYS = Map.of("!", "!", "!!", ScalarResolver.PREFIX);

  private final YamlText text;
  private final Map<String, String> prefixes = new HashMap<>();

  Tags(YamlText text) {
    this.text = text;
  }

  void readDirectives(YamlScanner tokens) throws YamlException {
    boolean version = false;
    while (tokens.peek().isOneOf(Kind.VERSION_DIRECTIVE, Kind.TAG_DIRECTIVE)) {
      Token token = tokens.peek();
      if (token.is(Kind.TAG_DIRECTIVE)) {
        if (prefixes.put(String.valueOf(token.handle()), token.text()) != null) {
          throw failure(token, "found duplicate %TAG directive");
        }
      } else if (version) {
        throw failure(token, "found duplicate %YAML directive");
      } else if (!token.text().equals("1.1")) {
        throw failure(token, "found incompatible YAML document");
      } else {
        version = true;
      }
      tokens.take();
    }
  }

  /**
   * A tag in full.
   *
   * @param start where the node begins that has it
   */
  String inFull(Token tag, Mark start) throws YamlException {
    String handle = tag.handle();
    if (handle == null) {
      return tag.text();
    }
    String prefix = prefixes.getOrDefault(handle, ALWAYS.get(handle));
    if (prefix == null) {
      int line = tag.start().line();
      throw text.failure(
          tag.start(), "found undefined tag handle", line == 0 ? start.line() : line);
    }
    return prefix + tag.text();
  }

  private YamlException failure(Token at, String problem) {
    return text.failure(at.start(), problem, at.start().line());
  }
}
