/** Signatures of bundles, in OPA's format: made, and verified. */
@NullMarked
package io.eunomia.bundle.signature;

import org.jspecify.annotations.NullMarked;
