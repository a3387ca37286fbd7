/** Names: imports, rules of the package, and what may not be named so. */
@NullMarked
package io.eunomia.rego.compiler.resolve;

import org.jspecify.annotations.NullMarked;
