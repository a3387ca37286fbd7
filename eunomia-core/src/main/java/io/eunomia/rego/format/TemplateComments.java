package io.eunomia.rego.format;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Comment;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Tells the comments within template strings, which are written as they are, from the others. */
final class TemplateComments {
  private TemplateComments() {}

  /** A module's comments that stand outside of template strings. */
  static List<Comment> without(Module module) {
    if (module.comments().isEmpty()) {
      return List.of();
    }
    NavigableMap<Integer, Integer> templates = new TreeMap<>();
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        if (node instanceof TemplateString template) {
          templates.put(template.span().start(), template.span().end());
          return false;
        }
        return true;
      }
    }.walk(module);
    return module.comments().stream()
        .filter(comment -> !isWithin(comment.span(), templates))
        .toList();
  }

  private static boolean isWithin(Span comment, NavigableMap<Integer, Integer> templates) {
    Map.Entry<Integer, Integer> before = templates.floorEntry(comment.start());
    return before != null && comment.start() < before.getValue();
  }
}
