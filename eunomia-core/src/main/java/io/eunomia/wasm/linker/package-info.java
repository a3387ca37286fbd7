/** Puts generated functions and the value runtime together into one module. */
@NullMarked
package io.eunomia.wasm.linker;

import org.jspecify.annotations.NullMarked;
