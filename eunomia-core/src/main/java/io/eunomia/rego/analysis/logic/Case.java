package io.eunomia.rego.analysis.logic;

import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.source.Span;

/**
 * A branch of a definition: its body, or an {@code else}.
 *
 * @param branch 0 is the body
 * @param span where it says what it defines
 * @param when when it gives the value
 * @param holds when its own conditions hold, whatever the branches before it do
 * @param value what it gives
 * @param scope what the variables in the value stand for
 */
record Case(
    Rule rule, int branch, Span span, Formula when, Formula holds, Term value, Scope scope) {}
