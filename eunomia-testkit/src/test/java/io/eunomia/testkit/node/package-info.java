/** OPA's own JavaScript SDK on V8, for tests. */
@NullMarked
package io.eunomia.testkit.node;

import org.jspecify.annotations.NullMarked;
