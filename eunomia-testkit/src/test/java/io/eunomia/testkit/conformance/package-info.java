/** Runs OPA's answers, as data, against the whole of the project: {@code .ci/conformance DIR}. */
@NullMarked
package io.eunomia.testkit.conformance;

import org.jspecify.annotations.NullMarked;
