package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;

/**
 * A comment.
 *
 * @param text what follows the {@code #}, to the end of the line
 */
public record Comment(String text, Span span) implements Node {}
