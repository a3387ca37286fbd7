/** What constructs of the language mean: programs, and what they give, by topic. */
@NullMarked
package io.eunomia.testkit.semantics;

import org.jspecify.annotations.NullMarked;
