/**
 * What changes in decisions from one bundle to another: {@link io.eunomia.testkit.diff.PolicyDiff}.
 */
@NullMarked
package io.eunomia.testkit.diff;

import org.jspecify.annotations.NullMarked;
