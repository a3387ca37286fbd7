/** What a runtime decided, on OpenTelemetry's spans. Needs its API. */
@NullMarked
package io.eunomia.archimedes.metrics.opentelemetry;

import org.jspecify.annotations.NullMarked;
