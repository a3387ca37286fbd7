@NullMarked
package io.eunomia.testkit.bench;

import org.jspecify.annotations.NullMarked;
