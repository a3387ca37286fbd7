/** The only code that knows WebAssembly: modules, instances, their pool and their limits. */
@NullMarked
package io.eunomia.archimedes.engine;

import org.jspecify.annotations.NullMarked;
