/** How compiler passes go through a syntax tree: rewriting it, and collecting variables. */
@NullMarked
package io.eunomia.rego.compiler.walk;

import org.jspecify.annotations.NullMarked;
