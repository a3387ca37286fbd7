/** Who this workload is, and whom it trusts: certificates by SPIFFE. */
@NullMarked
package io.eunomia.archimedes.spiffe;

import org.jspecify.annotations.NullMarked;
