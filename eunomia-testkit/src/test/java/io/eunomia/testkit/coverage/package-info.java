@NullMarked
package io.eunomia.testkit.coverage;

import org.jspecify.annotations.NullMarked;
