/** What of policies was evaluated: {@link io.eunomia.testkit.coverage.Coverage}. */
@NullMarked
package io.eunomia.testkit.coverage;

import org.jspecify.annotations.NullMarked;
