package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Selector;
import io.eunomia.rego.ir.flow.Node;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A test that a block begins with: where it fails, the block does nothing.
 *
 * @param ref what is tested
 * @param kind how
 * @param keys of which one has to fit
 * @param condition the statement that does nothing but fail where the test does; null if there is
 *     none
 */
record IndexTest(IndexedRef ref, Selector.Kind kind, Set<IndexKey> keys, @Nullable Node condition) {
  IndexTest {
    keys = Collections.unmodifiableSet(new LinkedHashSet<>(keys)); // in their order
  }

  /** The same with a condition that may be left out where the test is known to hold. */
  IndexTest with(Node statement) {
    return new IndexTest(ref, kind, keys, statement);
  }

  /** The same, whose condition is needed in any case. */
  IndexTest withoutCondition() {
    return condition == null ? this : new IndexTest(ref, kind, keys, null);
  }
}
