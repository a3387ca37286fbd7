package io.eunomia.rego.format;

import io.eunomia.rego.ast.Comment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The comments that are not written yet, in the order of the text. */
final class CommentQueue {
  private List<Comment> comments;
  private int next;

  CommentQueue(List<Comment> comments) {
    this.comments = comments;
  }

  /** Takes those above a row. */
  List<Comment> takeAbove(int row) {
    int first = next;
    while (next < comments.size() && row(comments.get(next)) < row) {
      next++;
    }
    return comments.subList(first, next);
  }

  /** Takes the one at a row; {@code null} if there is none. Those above must have been taken. */
  @Nullable Comment takeAt(int row) {
    return isNextAt(row) ? comments.get(next++) : null;
  }

  /** Takes those at some rows, wherever they are among the rest; in the order of the text. */
  List<Comment> takeAll(RowTest rows) {
    List<Comment> taken = new ArrayList<>();
    List<Comment> kept = new ArrayList<>();
    for (Comment comment : comments.subList(next, comments.size())) {
      (rows.test(row(comment)) ? taken : kept).add(comment);
    }
    comments = kept;
    next = 0;
    return taken;
  }

  /** A condition on rows. */
  interface RowTest {
    boolean test(int row);
  }

  boolean isNextAbove(int row) {
    return next < comments.size() && row(comments.get(next)) < row;
  }

  private boolean isNextAt(int row) {
    return next < comments.size() && row(comments.get(next)) == row;
  }

  /** A place to go back to, as long as only the comments in front are taken. */
  int mark() {
    return next;
  }

  void reset(int mark) {
    next = mark;
  }

  static int row(Comment comment) {
    return comment.span().line();
  }
}
