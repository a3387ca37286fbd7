@NullMarked
package io.eunomia.testkit.junit;

import org.jspecify.annotations.NullMarked;
