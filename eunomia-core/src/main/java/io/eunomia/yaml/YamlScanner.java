package io.eunomia.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiFunction;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.tokens.BlockEndToken;
import org.yaml.snakeyaml.tokens.BlockEntryToken;
import org.yaml.snakeyaml.tokens.BlockMappingStartToken;
import org.yaml.snakeyaml.tokens.BlockSequenceStartToken;
import org.yaml.snakeyaml.tokens.DocumentEndToken;
import org.yaml.snakeyaml.tokens.DocumentStartToken;
import org.yaml.snakeyaml.tokens.FlowEntryToken;
import org.yaml.snakeyaml.tokens.FlowMappingEndToken;
import org.yaml.snakeyaml.tokens.FlowMappingStartToken;
import org.yaml.snakeyaml.tokens.FlowSequenceEndToken;
import org.yaml.snakeyaml.tokens.FlowSequenceStartToken;
import org.yaml.snakeyaml.tokens.KeyToken;
import org.yaml.snakeyaml.tokens.StreamEndToken;
import org.yaml.snakeyaml.tokens.StreamStartToken;
import org.yaml.snakeyaml.tokens.Token;
import org.yaml.snakeyaml.tokens.ValueToken;

/** The tokens of a text of YAML, as Go's library finds them. */
final class YamlScanner implements Scanner {
  private static final int MAX_DEPTH = 10_000;

  private final YamlText text;
  private final TokenQueue tokens;
  private final Deque<Integer> outerIndents = new ArrayDeque<>();
  private int indent = -1;
  private boolean keyAllowed = true;

  YamlScanner(YamlText text) {
    this.text = text;
    tokens = new TokenQueue(text);
    tokens.add(new StreamStartToken(text.mark(), text.mark()));
  }

  @Override
  public boolean checkToken(Token.ID... choices) {
    Token.ID next = peekToken().getTokenId();
    for (Token.ID choice : choices) {
      if (next == choice) {
        return true;
      }
    }
    return choices.length == 0;
  }

  @Override
  public boolean checkToken(Token.ID choice) {
    return peekToken().getTokenId() == choice;
  }

  @Override
  public Token peekToken() {
    while (tokens.needsMore()) {
      next();
    }
    return tokens.head();
  }

  @Override
  public Token getToken() {
    peekToken();
    return tokens.take();
  }

  @Override
  public void resetDocumentIndex() {
    // Only limits on documents use it.
  }

  private void next() {
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
      indicator(3, DocumentStartToken::new);
    } else if (text.isDocumentIndicator('.')) {
      endLines();
      indicator(3, DocumentEndToken::new);
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

  private void flowOrScalar(int c) {
    switch (c) {
      case '[' -> open(FlowSequenceStartToken::new);
      case '{' -> open(FlowMappingStartToken::new);
      case ']' -> close(FlowSequenceEndToken::new);
      case '}' -> close(FlowMappingEndToken::new);
      case ',' -> {
        tokens.forgetKey();
        keyAllowed = true;
        indicator(1, FlowEntryToken::new);
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

  private void blockScalar() {
    if (inFlow()) {
      throw noToken();
    }
    tokens.forgetKey();
    keyAllowed = true;
    tokens.add(new BlockScanner(text, indent).scan());
  }

  private void plain() {
    startOfKey();
    PlainScanner scanner = new PlainScanner(text, inFlow(), indent + 1);
    tokens.add(scanner.scan());
    if (scanner.endsLine()) {
      keyAllowed = true;
    }
  }

  private RuntimeException noToken() {
    return text.failure(
        "while scanning for the next token",
        text.mark(),
        "found character that cannot start any token");
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

  private void end() {
    text.endLine();
    endLines();
    tokens.add(new StreamEndToken(text.mark(), text.mark()));
  }

  private void endLines() {
    endBlocks(-1);
    tokens.forgetKey();
    keyAllowed = false;
  }

  private void indicator(int length, BiFunction<Mark, Mark, Token> token) {
    Mark start = text.mark();
    text.skip(length);
    tokens.add(token.apply(start, text.mark()));
  }

  private void startOfKey() {
    mayBeKey();
    keyAllowed = false;
  }

  private void mayBeKey() {
    if (keyAllowed) {
      tokens.mayBeKey(!inFlow() && indent == text.column());
    }
  }

  private void open(BiFunction<Mark, Mark, Token> token) {
    mayBeKey();
    tokens.open();
    checkDepth("while increasing flow level", tokens.depth());
    keyAllowed = true;
    indicator(1, token);
  }

  private void close(BiFunction<Mark, Mark, Token> token) {
    tokens.forgetKey();
    tokens.close();
    keyAllowed = false;
    indicator(1, token);
  }

  private void blockEntry() {
    if (!inFlow()) {
      checkAllowed("block sequence entries");
      startBlock(text.column(), BlockSequenceStartToken::new);
    }
    tokens.forgetKey();
    keyAllowed = true;
    indicator(1, BlockEntryToken::new);
  }

  private void key() {
    if (!inFlow()) {
      checkAllowed("mapping keys");
      startBlock(text.column(), BlockMappingStartToken::new);
    }
    tokens.forgetKey();
    keyAllowed = !inFlow();
    indicator(1, KeyToken::new);
  }

  private void value() {
    TokenQueue.PossibleKey key = tokens.takeKey();
    if (key != null) {
      if (startsBlock(key.mark().getColumn())) {
        tokens.insert(key.token(), new BlockMappingStartToken(key.mark(), key.mark()));
      }
      keyAllowed = false;
    } else {
      if (!inFlow()) {
        checkAllowed("mapping values");
        startBlock(text.column(), BlockMappingStartToken::new);
      }
      keyAllowed = !inFlow();
    }
    indicator(1, ValueToken::new);
  }

  private void checkAllowed(String what) {
    if (!keyAllowed) {
      throw text.failure("", text.mark(), what + " are not allowed in this context");
    }
  }

  private void startBlock(int column, BiFunction<Mark, Mark, Token> token) {
    if (startsBlock(column)) {
      tokens.add(token.apply(text.mark(), text.mark()));
    }
  }

  private boolean startsBlock(int column) {
    if (inFlow() || indent >= column) {
      return false;
    }
    outerIndents.push(indent);
    indent = column;
    checkDepth("while increasing indent level", outerIndents.size());
    return true;
  }

  private void checkDepth(String context, int depth) {
    if (depth > MAX_DEPTH) {
      throw text.failure(context, text.mark(), "exceeded max depth of " + MAX_DEPTH);
    }
  }

  private void endBlocks(int column) {
    while (!inFlow() && indent > column) {
      tokens.add(new BlockEndToken(text.mark(), text.mark()));
      indent = outerIndents.pop();
    }
  }
}
