/** Rego as data for policies; the only part of a runtime that reads Rego. */
@NullMarked
package io.eunomia.archimedes.engine.builtins.rego;

import org.jspecify.annotations.NullMarked;
