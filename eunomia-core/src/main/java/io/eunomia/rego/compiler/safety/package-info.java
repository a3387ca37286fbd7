/** Safety: every variable is bound before it is needed, and bodies are reordered so that it is. */
@NullMarked
package io.eunomia.rego.compiler.safety;

import org.jspecify.annotations.NullMarked;
