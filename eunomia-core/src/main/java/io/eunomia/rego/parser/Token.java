package io.eunomia.rego.parser;

import org.jspecify.annotations.Nullable;

/**
 * A token.
 *
 * @param start the offset of its first character
 * @param end the offset after its last character
 * @param spaceBefore whether white space or a comment stands before it
 * @param newlineBefore whether a line break stands before it
 * @param text an identifier's name (unique for each {@code _}), an illegal token's error; {@code
 *     null} for the others
 */
record Token(
    TokenKind kind,
    int start,
    int end,
    boolean spaceBefore,
    boolean newlineBefore,
    @Nullable String text) {}
