/** SPIFFE without SPIRE, for tests: authorities, certificates, and a Workload API. */
@NullMarked
package io.eunomia.testkit.spiffe;

import org.jspecify.annotations.NullMarked;
