/**
 * Text to syntax tree: a hand-written lexer and recursive-descent parser for Rego v1 and v0.
 *
 * <p>{@link io.eunomia.rego.parser.RegoParser} is the entry. What is wrong with a text is reported
 * to a sink, never thrown.
 */
@NullMarked
package io.eunomia.rego.parser;

import org.jspecify.annotations.NullMarked;
