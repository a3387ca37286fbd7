/** The values that host builtins take and return. */
@NullMarked
package io.eunomia.archimedes.engine.value;

import org.jspecify.annotations.NullMarked;
