/** URLs as Go's {@code net/url} takes them apart: more leniently than Java's own. */
@NullMarked
package io.eunomia.archimedes.engine.builtins.uri;

import org.jspecify.annotations.NullMarked;
