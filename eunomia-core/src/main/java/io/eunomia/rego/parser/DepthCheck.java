package io.eunomia.rego.parser;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
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
      if (level.node instanceof Ref ref && ref.path().size() > RegoParser.MAX_STEPS) {
        throw TokenStream.failure(
            ref.span(), "too many steps in a reference: more than " + RegoParser.MAX_STEPS);
      }
      if (level.node instanceof Expr expr && expr.withs().size() > RegoParser.MAX_STEPS) {
        throw TokenStream.failure(
            expr.span(), "too many modifiers of an expression: more than " + RegoParser.MAX_STEPS);
      }
      for (Node child : AstVisitor.children(level.node)) {
        open.push(new Level(child, level.depth + 1));
      }
    }
  }
}
