package io.eunomia.yaml;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.tokens.ScalarToken;

/** Scalars without quotes. */
final class PlainScanner {
  private final YamlText text;
  private final boolean flow;
  private final int indent;
  private final StringBuilder value = new StringBuilder();
  private final Folding folding = new Folding();
  private Mark end;

  /**
   * For a scalar that begins here.
   *
   * @param flow whether it is between brackets
   * @param indent the least column that its further lines may begin at
   */
  PlainScanner(YamlText text, boolean flow, int indent) {
    this.text = text;
    this.flow = flow;
    this.indent = indent;
    end = text.mark();
  }

  ScalarToken scan() {
    Mark start = text.mark();
    while (!text.isDocumentIndicator() && text.peek() != '#') {
      word();
      if (!text.isBlank(0) && !text.isBreak(0)) {
        break;
      }
      space(start);
      if (!flow && text.column() < indent) {
        break;
      }
    }
    return new ScalarToken(value.toString(), true, start, end, ScalarStyle.PLAIN);
  }

  /** Whether a new line has begun behind the scalar. */
  boolean endsLine() {
    return folding.isBroken();
  }

  private void word() {
    while (!text.isBlankOrEnd(0) && !endsHere()) {
      folding.moveTo(value);
      text.read(value);
      end = text.mark();
    }
  }

  private boolean endsHere() {
    return text.peek() == ':' && text.isBlankOrEnd(1) || flow && text.isAt(0, ",?[]{}");
  }

  private void space(Mark start) {
    while (text.isBlank(0) || text.isBreak(0)) {
      if (text.isBreak(0)) {
        folding.readBreak(text);
        continue;
      }
      if (folding.isBroken() && text.column() < indent && text.peek() == '\t') {
        throw text.failure(
            "while scanning a plain scalar",
            start,
            "found a tab character that violates indentation");
      }
      folding.readBlank(text);
    }
  }
}
