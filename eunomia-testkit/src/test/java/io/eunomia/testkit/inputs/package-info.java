@NullMarked
package io.eunomia.testkit.inputs;

import org.jspecify.annotations.NullMarked;
