/**
 * What is asked of a policy and what it answers: the input, its caller, the decision, and where the
 * answer is found in a policy.
 */
@NullMarked
package io.eunomia.policy;

import org.jspecify.annotations.NullMarked;
