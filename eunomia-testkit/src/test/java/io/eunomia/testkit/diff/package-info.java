@NullMarked
package io.eunomia.testkit.diff;

import org.jspecify.annotations.NullMarked;
