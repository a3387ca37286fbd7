/** Passes that only look. */
@NullMarked
package io.eunomia.rego.compiler.check;

import org.jspecify.annotations.NullMarked;
