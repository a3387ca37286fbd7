/** Enforcement in the JDK's HTTP server. */
@NullMarked
package io.eunomia.archimedes.enforce.httpserver;

import org.jspecify.annotations.NullMarked;
