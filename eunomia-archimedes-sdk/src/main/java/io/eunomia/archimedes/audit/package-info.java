/** What a runtime did, written down so that a line that is altered or removed is found. */
@NullMarked
package io.eunomia.archimedes.audit;

import org.jspecify.annotations.NullMarked;
