@NullMarked
package io.eunomia.testkit.report;

import org.jspecify.annotations.NullMarked;
