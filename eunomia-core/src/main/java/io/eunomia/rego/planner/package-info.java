/**
 * From the checked syntax tree to the plan. The one entry is {@link
 * io.eunomia.rego.planner.Planner}.
 */
@NullMarked
package io.eunomia.rego.planner;

import org.jspecify.annotations.NullMarked;
