/** What {@code http.send} is made of. */
@NullMarked
package io.eunomia.archimedes.engine.builtins.http;

import org.jspecify.annotations.NullMarked;
