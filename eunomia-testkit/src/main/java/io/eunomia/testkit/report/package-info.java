/** Results of tests as people and programs read them. */
@NullMarked
package io.eunomia.testkit.report;

import org.jspecify.annotations.NullMarked;
