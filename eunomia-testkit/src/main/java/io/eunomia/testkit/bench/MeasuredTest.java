package io.eunomia.testkit.bench;

import io.eunomia.testkit.TestResult;
import org.jspecify.annotations.Nullable;

/**
 * A test that was run, and measured if it passed.
 *
 * @param result what became of it
 * @param benchmark what was measured; {@code null} if nothing was
 */
public record MeasuredTest(TestResult result, @Nullable BenchmarkResult benchmark) {}
