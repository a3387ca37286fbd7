/** How an evaluation went, step by step: {@link io.eunomia.testkit.trace.EvaluationTrace}. */
@NullMarked
package io.eunomia.testkit.trace;

import org.jspecify.annotations.NullMarked;
