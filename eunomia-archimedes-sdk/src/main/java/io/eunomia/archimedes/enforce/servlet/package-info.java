/** Enforcement in servlet containers. Needs the Servlet API, 6.0 or later. */
@NullMarked
package io.eunomia.archimedes.enforce.servlet;

import org.jspecify.annotations.NullMarked;
