/** From a service's policies to its bundle. */
@NullMarked
package io.eunomia.policy.build;

import org.jspecify.annotations.NullMarked;
