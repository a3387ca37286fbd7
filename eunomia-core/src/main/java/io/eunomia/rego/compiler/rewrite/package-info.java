/** Passes that rewrite rules towards the normal form. */
@NullMarked
package io.eunomia.rego.compiler.rewrite;

import org.jspecify.annotations.NullMarked;
