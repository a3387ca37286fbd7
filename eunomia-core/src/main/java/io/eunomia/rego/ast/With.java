package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;

/**
 * A {@code with} modifier.
 *
 * @param target a ref from {@code input} or {@code data}, or a function's or builtin's name (a ref
 *     with a {@link Var} head)
 * @param value what stands there instead
 */
public record With(Ref target, Term value, Span span) implements Node {}
