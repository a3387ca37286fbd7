/** The whole way from Rego to a module: {@link io.eunomia.compile.RegoPolicyCompiler}. */
@NullMarked
package io.eunomia.compile;

import org.jspecify.annotations.NullMarked;
