package io.eunomia.rego.format;

import io.eunomia.rego.ast.Comment;
import io.eunomia.rego.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text that is being written, line by line, with the comments in it.
 *
 * <p>Whoever writes something that stood at a row of the source says so first: the comments above
 * that row are written then, and the one at its end is kept for the end of the line.
 */
final class Page {
  private static final String INDENT = "\t";

  private final StringBuilder out = new StringBuilder();
  private final CommentQueue comments;
  private int level;
  private boolean started;
  private boolean held;
  private @Nullable Comment trailing;

  Page(List<Comment> comments) {
    this.comments = new CommentQueue(comments);
  }

  /** A state to go back to. */
  record Mark(int length, int comment, int level, boolean started, @Nullable Comment trailing) {}

  CommentQueue comments() {
    return comments;
  }

  void text(String text) {
    out.append(text);
  }

  /** Starts a line at the current indentation. */
  void startLine() {
    started = true;
    out.append(INDENT.repeat(level));
  }

  /** Starts a line unless there is one. */
  void ensureLine() {
    if (!started) {
      startLine();
    }
  }

  /** Ends a line, with the comment that was kept for its end. */
  void endLine() {
    started = false;
    Comment comment = trailing;
    if (comment != null && !held) {
      out.append(' ').append(text(comment));
      trailing = null;
    }
    held = false;
    out.append('\n');
  }

  void blankLine() {
    out.append('\n');
  }

  /** The comment that is kept is not for the line that ends next, but for the one below. */
  void holdComment() {
    held = true;
  }

  boolean keepsComment() {
    return trailing != null;
  }

  void indent() {
    level++;
  }

  void outdent() {
    level--;
  }

  /** Ends the line behind an opening bracket; what stands in the brackets starts below it. */
  void openBlock() {
    holdComment();
    endLine();
    indent();
    startLine();
  }

  /**
   * Goes on with what stood at a row of the source.
   *
   * @throws CommentCollision if the line has a comment for its end already
   */
  void reach(int row) {
    List<Comment> above = comments.takeAbove(row);
    write(above);
    if (!above.isEmpty() && row - CommentQueue.row(above.get(above.size() - 1)) > 1) {
      blankLine();
    }
    Comment at = comments.takeAt(row);
    if (at != null) {
      if (trailing != null) {
        throw new CommentCollision();
      }
      trailing = at;
    }
  }

  /** Writes comments, a line each; blank lines between them are kept, several as one. */
  void write(List<Comment> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0 && CommentQueue.row(lines.get(i)) - CommentQueue.row(lines.get(i - 1)) > 1) {
        blankLine();
      }
      ensureLine();
      out.append(text(lines.get(i)));
      endLine();
    }
  }

  /** Writes comments, a line each, without blank lines. */
  void writeDense(List<Comment> lines) {
    for (Comment comment : lines) {
      ensureLine();
      out.append(text(comment));
      endLine();
    }
  }

  static String text(Comment comment) {
    return ("#" + comment.text()).stripTrailing();
  }

  Mark mark() {
    return new Mark(out.length(), comments.mark(), level, started, trailing);
  }

  void reset(Mark mark) {
    out.setLength(mark.length);
    comments.reset(mark.comment);
    level = mark.level;
    started = mark.started;
    trailing = mark.trailing;
  }

  /** Writes what stands in the source, as it stands there, comments and all. */
  void verbatim(Span span) {
    out.append(span.text());
    int last = span.source().line(span.end());
    comments.takeAbove(last);
  }

  /** All that was written. */
  String text() {
    return out.toString();
  }
}
