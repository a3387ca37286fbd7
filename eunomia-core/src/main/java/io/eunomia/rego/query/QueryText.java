package io.eunomia.rego.query;

import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.List;

/** A text that is put together from a query's text and what stands around it. Not thread-safe. */
final class QueryText {
  private record Piece(int start, int queryStart, int length) {}

  private final SourceText query;
  private final StringBuilder text = new StringBuilder();
  private final List<Piece> pieces = new ArrayList<>();
  private int copied;

  QueryText(SourceText query) {
    this.query = query;
  }

  /** Adds text of ours. */
  QueryText add(String generated) {
    text.append(generated);
    return this;
  }

  /** Adds the query's text up to an offset. */
  QueryText copyTo(int offset) {
    if (offset > copied) {
      pieces.add(new Piece(text.length(), copied, offset - copied));
      text.append(query.text(), copied, offset);
      copied = offset;
    }
    return this;
  }

  /** Adds text of ours in the place of some of the query's. */
  QueryText replace(Span span, String generated) {
    copyTo(span.start());
    text.append(generated);
    copied = span.end();
    return this;
  }

  String text() {
    return text.toString();
  }

  /** The place in the query that a place in the text comes from, or the nearest before it. */
  Span inQuery(Span span) {
    return query.span(inQuery(span.start()), Math.max(inQuery(span.start()), inQuery(span.end())));
  }

  private int inQuery(int offset) {
    int found = 0;
    for (Piece piece : pieces) {
      if (piece.start() <= offset) {
        found = piece.queryStart() + Math.min(offset - piece.start(), piece.length());
      }
    }
    return found;
  }
}
