/** The traces that requests belong to, by OpenTelemetry. Needs its API. */
@NullMarked
package io.eunomia.archimedes.enforce.opentelemetry;

import org.jspecify.annotations.NullMarked;
