/** What tests and coverage want to be told: places of sources, and the probes that name them. */
@NullMarked
package io.eunomia.rego.instrument;

import org.jspecify.annotations.NullMarked;
