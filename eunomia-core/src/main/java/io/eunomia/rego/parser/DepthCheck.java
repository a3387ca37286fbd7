package io.eunomia.rego.parser;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Node;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Refuses trees that are too deep to recurse into. The parser's own recursion is limited as it
 * goes, but a chain such as {@code a + b + c} is parsed in a loop, and nests nevertheless.
 */
final class DepthCheck {
  private DepthCheck() {}

  private record Level(Node node, int depth) {}

  /**
   * Checks a tree without recursion.
   *
   * @throws ParseFailure if it is too deep
   */
  static void check(Node root) {
    Deque<Level> open = new ArrayDeque<>();
    open.push(new Level(root, 1));
    while (!open.isEmpty()) {
      Level level = open.pop();
      if (level.depth > RegoParser.MAX_HEIGHT) {
        throw TokenStream.failure(
            level.node.span(),
            "too many operators or levels in one: more than " + RegoParser.MAX_HEIGHT);
      }
      for (Node child : AstVisitor.children(level.node)) {
        open.push(new Level(child, level.depth + 1));
      }
    }
  }
}
