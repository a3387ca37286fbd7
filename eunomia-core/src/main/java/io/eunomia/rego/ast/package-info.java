/**
 * The syntax tree of Rego: sealed types and records, each with its span. Terms are equal if they
 * are the same Rego, wherever they stand.
 */
@NullMarked
package io.eunomia.rego.ast;

import org.jspecify.annotations.NullMarked;
