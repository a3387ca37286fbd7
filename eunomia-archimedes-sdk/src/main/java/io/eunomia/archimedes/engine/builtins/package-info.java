/** Builtins that modules call on the host: a registry, and a class a family. */
@NullMarked
package io.eunomia.archimedes.engine.builtins;

import org.jspecify.annotations.NullMarked;
