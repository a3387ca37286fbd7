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
}
