package io.eunomia.rego.format;

import io.eunomia.rego.ast.Node;

/** The rows of the source that nodes stand at. */
final class Rows {
  private Rows() {}

  /** The row that a node starts at. */
  static int of(Node node) {
    return node.span().line();
  }

  /** The row that a node ends at. */
  static int end(Node node) {
    return node.span().source().line(node.span().end());
  }

  /**
   * The row on which another element may follow: the one that a node ends at, if nothing but
   * closing brackets stands on it, and else the one that it starts at.
   */
  static int next(Node node) {
    String text = node.span().source().text();
    int end = node.span().end();
    int i = end;
    while (i > node.span().start() && " \t])}".indexOf(text.charAt(i - 1)) >= 0) {
      i--;
    }
    return text.charAt(i - 1) == '\n' ? end(node) : of(node);
  }
}
