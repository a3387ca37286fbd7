/** Makes a WebAssembly module of a plan. */
@NullMarked
package io.eunomia.wasm.codegen;

import org.jspecify.annotations.NullMarked;
