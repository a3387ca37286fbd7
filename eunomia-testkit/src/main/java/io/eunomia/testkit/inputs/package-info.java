/** Makes policy inputs of what policies look at: {@link io.eunomia.testkit.inputs.InputSpace}. */
@NullMarked
package io.eunomia.testkit.inputs;

import org.jspecify.annotations.NullMarked;
