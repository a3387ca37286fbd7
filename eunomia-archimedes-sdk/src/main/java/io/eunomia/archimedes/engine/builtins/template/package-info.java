/** The template language of Go's text/template, with its builtin functions and no others. */
@NullMarked
package io.eunomia.archimedes.engine.builtins.template;

import org.jspecify.annotations.NullMarked;
