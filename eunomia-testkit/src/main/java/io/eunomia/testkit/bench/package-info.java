/** Benchmarks of tests: how long an evaluation takes, and what it allocates. */
@NullMarked
package io.eunomia.testkit.bench;

import org.jspecify.annotations.NullMarked;
