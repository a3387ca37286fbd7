/**
 * The declarations of the builtins: names, types, and who computes them; and the capabilities files
 * that say which of them a policy may use.
 */
@NullMarked
package io.eunomia.rego.builtins;

import org.jspecify.annotations.NullMarked;
