/** A runtime's metrics in Micrometer. Needs micrometer-core. */
@NullMarked
package io.eunomia.archimedes.metrics.micrometer;

import org.jspecify.annotations.NullMarked;
