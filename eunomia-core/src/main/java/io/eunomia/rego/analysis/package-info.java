/** What can be said of policies besides whether they compile. */
@NullMarked
package io.eunomia.rego.analysis;

import org.jspecify.annotations.NullMarked;
