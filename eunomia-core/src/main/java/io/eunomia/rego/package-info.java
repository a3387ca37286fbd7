/** The whole way from Rego to a module: {@link io.eunomia.rego.RegoPolicyCompiler}. */
@NullMarked
package io.eunomia.rego;

import org.jspecify.annotations.NullMarked;
