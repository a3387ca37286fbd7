/** What a runtime says of itself to whoever counts. */
@NullMarked
package io.eunomia.archimedes.metrics;

import org.jspecify.annotations.NullMarked;
