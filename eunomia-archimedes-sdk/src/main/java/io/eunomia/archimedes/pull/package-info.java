/** Bundles from an OCI registry: a small client that only pulls, and a schedule for it. */
@NullMarked
package io.eunomia.archimedes.pull;

import org.jspecify.annotations.NullMarked;
