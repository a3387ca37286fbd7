/**
 * WebAssembly modules as values: model, reader, writer, and a builder of instructions. Core WASM
 * with mutable globals, bulk memory, sign extension and non-trapping conversions.
 */
@NullMarked
package io.eunomia.wasm.binary;

import org.jspecify.annotations.NullMarked;
