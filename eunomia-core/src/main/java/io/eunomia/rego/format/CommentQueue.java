package io.eunomia.rego.format;

import io.eunomia.rego.ast.Comment;
import java.util.List;

/** The comments that are not written yet, in the order of the text. */
final class CommentQueue {
  private final List<Comment> comments;
  private int next;

  CommentQueue(List<Comment> comments) {
    this.comments = comments;
  }

  /** Takes those above a row. */
  List<Comment> takeAbove(int row) {
    int first = next;
    while (isNextAbove(row)) {
      next++;
    }
    return comments.subList(first, next);
  }

  /** Takes the first one; there must be one. */
  Comment take() {
    return comments.get(next++);
  }

  boolean isNextAbove(int row) {
    return next < comments.size() && row(comments.get(next)) < row;
  }

  boolean isNextAt(int row) {
    return next < comments.size() && row(comments.get(next)) == row;
  }

  /** A place to go back to. */
  int mark() {
    return next;
  }

  void reset(int mark) {
    next = mark;
  }

  /** The row that a comment stands at. */
  static int row(Comment comment) {
    return comment.span().line();
  }
}
