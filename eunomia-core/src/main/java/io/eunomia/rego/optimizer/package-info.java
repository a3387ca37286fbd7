/** Makes plans smaller and faster: {@link io.eunomia.rego.optimizer.PlanOptimizer}. */
@NullMarked
package io.eunomia.rego.optimizer;

import org.jspecify.annotations.NullMarked;
