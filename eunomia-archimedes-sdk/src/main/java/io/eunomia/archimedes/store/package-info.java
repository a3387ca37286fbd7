/** Bundles on disk: which one is active, which are retained, and how it came to be so. */
@NullMarked
package io.eunomia.archimedes.store;

import org.jspecify.annotations.NullMarked;
