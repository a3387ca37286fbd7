/** OPA bundles: the model, the archive both ways, its limits, and its digest. */
@NullMarked
package io.eunomia.bundle;

import org.jspecify.annotations.NullMarked;
