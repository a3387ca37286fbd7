/**
 * Builtins that modules call on the host: a registry, and a class a family. {@link
 * io.eunomia.archimedes.engine.builtins.BuiltinRegistry} is where a program adds its own.
 */
@NullMarked
package io.eunomia.archimedes.engine.builtins;

import org.jspecify.annotations.NullMarked;
