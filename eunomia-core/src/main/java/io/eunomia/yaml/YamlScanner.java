package io.eunomia.yaml;

import io.eunomia.yaml.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;

/** The tokens of a text of YAML, as libyaml finds them, which Go's library is a port of. */
final class YamlScanner {
  private static final int MAX_DEPTH = 10_000;

  private final YamlText text;
  private final TokenQueue tokens;
  private final Deque<Integer> outerIndents = new ArrayDeque<>();
  private int indent = -1;
  private boolean keyAllowed = true;

  YamlScanner(YamlText text) {
    this.text = text;
    tokens = new TokenQueue(text);
  }

  /** The next token. */
  Token peek() throws YamlException {
    while (tokens.needsMore()) {
      next();
    }
    return tokens.head();
  }

  /** The next token, which the one behind it is the next after. */
  Token take() throws YamlException {
    peek();
    return tokens.take();
  }

  private void next() throws YamlException {
    skipToToken();
    endBlocks(text.column());
    int c = text.peek();
    if (c == YamlText.END) {
      end();
    } else if (text.column() == 0 && c == '%') {
      endLines();
      tokens.add(new TagScanner(text).directive());
    } else if (text.isDocumentIndicator('-')) {
      endLines();
      indicator(3, Kind.DOCUMENT_START);
    } else if (text.isDocumentIndicator('.')) {
      endLines();
      indicator(3, Kind.DOCUMENT_END);
    } else if (c == '-' && text.isBlankOrEnd(1)) {
      blockEntry();
    } else if (c == '?' && (inFlow() || text.isBlankOrEnd(1))) {
      key();
    } else if (c == ':' && (inFlow() || text.isBlankOrEnd(1))) {
      value();
    } else {
      flowOrScalar(c);
    }
  }

  private void flowOrScalar(int c) throws YamlException {
    switch (c) {
      case '[' -> open(Kind.FLOW_SEQUENCE_START);
      case '{' -> open(Kind.FLOW_MAPPING_START);
      case ']' -> close(Kind.FLOW_SEQUENCE_END);
      case '}' -> close(Kind.FLOW_MAPPING_END);
      case ',' -> {
        tokens.forgetKey();
        keyAllowed = true;
        indicator(1, Kind.FLOW_ENTRY);
      }
      case '*', '&' -> {
        startOfKey();
        tokens.add(new TagScanner(text).anchor());
      }
      case '!' -> {
        startOfKey();
        tokens.add(new TagScanner(text).tag());
      }
      case '\'', '"' -> {
        startOfKey();
        tokens.add(new QuotedScanner(text).scan());
      }
      case '|', '>' -> blockScalar();
      case '#', '%', '@', '`', '\t' -> throw noToken();
      default -> plain();
    }
  }

  private void blockScalar() throws YamlException {
    if (inFlow()) {
      throw noToken();
    }
    tokens.forgetKey();
    keyAllowed = true;
    tokens.add(new BlockScanner(text, indent).scan());
  }

  private void plain() throws YamlException {
    startOfKey();
    PlainScanner scanner = new PlainScanner(text, inFlow(), indent + 1);
    tokens.add(scanner.scan());
    if (scanner.endsLine()) {
      keyAllowed = true;
    }
  }

  private YamlException noToken() {
    return text.failure(text.mark(), "found character that cannot start any token");
  }

  private void skipToToken() {
    while (true) {
      if (text.column() == 0 && text.isByteOrderMark()) {
        text.skip();
      }
      // A tab does not indent, so it is not where a key or an entry may begin.
      while (text.peek() == ' ' || text.peek() == '\t' && (inFlow() || !keyAllowed)) {
        text.skip();
      }
      text.skipComment();
      if (!text.isBreak(0)) {
        return;
      }
      text.skipLineBreak();
      if (!inFlow()) {
        keyAllowed = true;
      }
    }
  }

  private boolean inFlow() {
    return tokens.depth() > 0;
  }

  private void end() throws YamlException {
    text.endLine();
    endLines();
    tokens.add(new Token(Kind.STREAM_END, text.mark()));
  }

  private void endLines() throws YamlException {
    endBlocks(-1);
    tokens.forgetKey();
    keyAllowed = false;
  }

  private void indicator(int length, Kind kind) {
    tokens.add(new Token(kind, text.mark()));
    text.skip(length);
  }

  private void startOfKey() throws YamlException {
    mayBeKey();
    keyAllowed = false;
  }

  private void mayBeKey() throws YamlException {
    if (keyAllowed) {
      tokens.mayBeKey(!inFlow() && indent == text.column());
    }
  }

  private void open(Kind kind) throws YamlException {
    mayBeKey();
    tokens.open();
    checkDepth(tokens.depth());
    keyAllowed = true;
    indicator(1, kind);
  }

  private void close(Kind kind) throws YamlException {
    tokens.forgetKey();
    tokens.close();
    keyAllowed = false;
    indicator(1, kind);
  }

  private void blockEntry() throws YamlException {
    if (!inFlow()) {
      checkAllowed("block sequence entries");
      startBlock(text.column(), Kind.BLOCK_SEQUENCE_START);
    }
    tokens.forgetKey();
    keyAllowed = true;
    indicator(1, Kind.BLOCK_ENTRY);
  }

  private void key() throws YamlException {
    if (!inFlow()) {
      checkAllowed("mapping keys");
      startBlock(text.column(), Kind.BLOCK_MAPPING_START);
    }
    tokens.forgetKey();
    keyAllowed = !inFlow();
    indicator(1, Kind.KEY);
  }

  private void value() throws YamlException {
    TokenQueue.PossibleKey key = tokens.takeKey();
    if (key != null) {
      if (startsBlock(key.mark().column())) {
        tokens.insert(key.token(), new Token(Kind.BLOCK_MAPPING_START, key.mark()));
      }
      keyAllowed = false;
    } else {
      if (!inFlow()) {
        checkAllowed("mapping values");
        startBlock(text.column(), Kind.BLOCK_MAPPING_START);
      }
      keyAllowed = !inFlow();
    }
    indicator(1, Kind.VALUE);
  }

  private void checkAllowed(String what) throws YamlException {
    if (!keyAllowed) {
      throw text.failure(text.mark(), what + " are not allowed in this context");
    }
  }

  private void startBlock(int column, Kind kind) throws YamlException {
    if (startsBlock(column)) {
      tokens.add(new Token(kind, text.mark()));
    }
  }

  private boolean startsBlock(int column) throws YamlException {
    if (inFlow() || indent >= column) {
      return false;
    }
    outerIndents.push(indent);
    indent = column;
    checkDepth(outerIndents.size());
    return true;
  }

  private void checkDepth(int depth) throws YamlException {
    if (depth > MAX_DEPTH) {
      throw text.failure(text.mark(), "exceeded max depth of " + MAX_DEPTH);
    }
  }

  private void endBlocks(int column) {
    while (!inFlow() && indent > column) {
      tokens.add(new Token(Kind.BLOCK_END, text.mark()));
      indent = outerIndents.pop();
    }
  }
}
