/** Local variables: declared, assigned, renamed apart. */
@NullMarked
package io.eunomia.rego.compiler.locals;

import org.jspecify.annotations.NullMarked;
