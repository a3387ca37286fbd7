/** Which rule needs which, and what follows from it. */
@NullMarked
package io.eunomia.rego.compiler.graph;

import org.jspecify.annotations.NullMarked;
