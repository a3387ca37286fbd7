package io.eunomia.yaml;

import org.jspecify.annotations.Nullable;

/**
 * A token.
 *
 * @param text what a scalar, an anchor or an alias says, the version or the prefix of a directive,
 *     and what is behind the handle of a tag; empty otherwise
 * @param handle the handle of a tag, like {@code !!}, or {@code null}
 */
record Token(Kind kind, Mark start, String text, @Nullable String handle) {
  /** The kinds of tokens. */
  enum Kind {
    VERSION_DIRECTIVE,
    TAG_DIRECTIVE,
    DOCUMENT_START,
    DOCUMENT_END,
    STREAM_END,
    BLOCK_SEQUENCE_START,
    BLOCK_MAPPING_START,
    BLOCK_END,
    BLOCK_ENTRY,
    FLOW_SEQUENCE_START,
    FLOW_SEQUENCE_END,
    FLOW_MAPPING_START,
    FLOW_MAPPING_END,
    FLOW_ENTRY,
    KEY,
    VALUE,
    ALIAS,
    ANCHOR,
    TAG,
    /** A scalar without quotes, which may be more than a text. */
    PLAIN_SCALAR,
    /** A scalar in quotes or in a block. */
    TEXT_SCALAR
  }

  Token(Kind kind, Mark start) {
    this(kind, start, "", null);
  }

  Token(Kind kind, Mark start, String text) {
    this(kind, start, text, null);
  }

  boolean is(Kind one) {
    return kind == one;
  }

  boolean isOneOf(Kind... some) {
    for (Kind one : some) {
      if (kind == one) {
        return true;
      }
    }
    return false;
  }
}
