/**
 * The values that host builtins take and return: what somebody who adds builtins of their own works
 * with. {@link io.eunomia.archimedes.engine.value.Value} says what they have in common.
 */
@NullMarked
package io.eunomia.archimedes.engine.value;

import org.jspecify.annotations.NullMarked;
