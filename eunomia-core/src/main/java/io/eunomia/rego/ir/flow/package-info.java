/**
 * What statements of a plan do to locals and to blocks: for whoever changes or translates plans.
 */
@NullMarked
package io.eunomia.rego.ir.flow;

import org.jspecify.annotations.NullMarked;
