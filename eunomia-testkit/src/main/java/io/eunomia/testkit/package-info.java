/** Runs a policy's tests on the compiled module: {@link io.eunomia.testkit.PolicyTests}. */
@NullMarked
package io.eunomia.testkit;

import org.jspecify.annotations.NullMarked;
