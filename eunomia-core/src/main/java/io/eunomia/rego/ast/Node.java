package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;

/** Anything that stands somewhere in a source. */
public sealed interface Node
    permits Annotation, Comment, Else, Expr, Head, Import, Module, Rule, Term, With {
  /** Where it stands; for what a compiler pass made, where that which it was made from stands. */
  Span span();
}
