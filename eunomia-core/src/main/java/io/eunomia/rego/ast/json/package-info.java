/** Syntax trees as JSON, in the form that OPA gives them. */
@NullMarked
package io.eunomia.rego.ast.json;

import org.jspecify.annotations.NullMarked;
