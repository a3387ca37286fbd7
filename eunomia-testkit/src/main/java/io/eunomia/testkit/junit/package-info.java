/**
 * For tests of policies and of services that are written with JUnit: {@link
 * io.eunomia.testkit.junit.PolicyTest}. The only package that needs JUnit.
 */
@NullMarked
package io.eunomia.testkit.junit;

import org.jspecify.annotations.NullMarked;
