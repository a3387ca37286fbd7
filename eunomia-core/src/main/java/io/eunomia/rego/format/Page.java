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
  record Mark(
      int length,
      int comment,
      int level,
      boolean started,
      boolean held,
      @Nullable Comment trailing) {}

  /** The comments that are not written yet. */
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

  /** Whether a comment is kept for the end of the line. */
  boolean keepsComment() {
    return trailing != null;
  }

  void indent() {
    level++;
  }

  void outdent() {
    level--;
  }

  /**
   * Ends the line behind an opening bracket; what stands in the brackets starts below it, and has
   * the comment that was kept.
   */
  void openBlock() {
    held = true;
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
    reachAbove(row);
    if (comments.isNextAt(row)) {
      if (trailing != null) {
        throw new CommentCollision();
      }
      trailing = comments.take();
    }
  }

  /**
   * Writes the comments that stood above a row.
   *
   * @throws CommentCollision if one would come to stand before the one that is kept
   */
  void reachAbove(int row) {
    List<Comment> above = comments.takeAbove(row);
    for (int i = 0; i < above.size(); i++) {
      if (i > 0 && CommentQueue.row(above.get(i)) - CommentQueue.row(above.get(i - 1)) > 1) {
        blankLine();
      }
      if (trailing != null && !held) {
        throw new CommentCollision();
      }
      line(above.get(i));
    }
    if (!above.isEmpty() && row - CommentQueue.row(above.get(above.size() - 1)) > 1) {
      blankLine();
    }
  }

  /** Writes the comments that are left, without blank lines between them. */
  void finish() {
    comments.takeAbove(Integer.MAX_VALUE).forEach(this::line);
  }

  private void line(Comment comment) {
    ensureLine();
    out.append(text(comment));
    endLine();
  }

  /** A comment as it is written. */
  static String text(Comment comment) {
    return ("#" + comment.text()).stripTrailing();
  }

  Mark mark() {
    return new Mark(out.length(), comments.mark(), level, started, held, trailing);
  }

  void reset(Mark mark) {
    out.setLength(mark.length);
    comments.reset(mark.comment);
    level = mark.level;
    started = mark.started;
    held = mark.held;
    trailing = mark.trailing;
  }

  /**
   * Writes what stands in the source as it stands there, with the comments in it; one behind its
   * last line is kept for the end of the line.
   */
  void verbatim(Span span) {
    ensureLine();
    out.append(span.text());
    if (trailing != null
        && trailing.span().start() >= span.start()
        && trailing.span().end() <= span.end()) {
      trailing = null;
    }
    int last = span.source().line(span.end());
    comments.takeAbove(last);
    if (trailing == null && comments.isNextAt(last)) {
      trailing = comments.take();
    }
  }

  /** Separates an expression from the line above, if it would go on with what stands there. */
  void separate(int start) {
    String first = out.substring(start, Math.min(start + 5, out.length()));
    if (first.startsWith("-") || first.startsWith("with[") || first.startsWith("in[")) {
      out.insert(start, "; ");
    }
  }

  /** How much was written. */
  int length() {
    return out.length();
  }

  /** All that was written. */
  String text() {
    return out.toString();
  }
}
