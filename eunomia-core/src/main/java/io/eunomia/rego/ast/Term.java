package io.eunomia.rego.ast;

/**
 * A term. Two terms are equal if they are the same Rego: the place, and how it was spelled, do not
 * count.
 */
public sealed interface Term extends Node
    permits ArrayTerm,
        BooleanTerm,
        Call,
        Comprehension,
        NullTerm,
        NumberTerm,
        ObjectTerm,
        Ref,
        SetTerm,
        StringTerm,
        TemplateString,
        Var {
  /** Whether this is a scalar: null, a boolean, a number or a string. */
  default boolean isScalar() {
    return this instanceof NullTerm
        || this instanceof BooleanTerm
        || this instanceof NumberTerm
        || this instanceof StringTerm;
  }
}
