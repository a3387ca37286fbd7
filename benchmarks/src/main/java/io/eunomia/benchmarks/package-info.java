/** JMH benchmarks, and what they compare: see {@code benchmarks/README.md}. */
@NullMarked
package io.eunomia.benchmarks;

import org.jspecify.annotations.NullMarked;
