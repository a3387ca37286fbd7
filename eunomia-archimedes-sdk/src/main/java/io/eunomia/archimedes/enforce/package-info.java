/**
 * Asks the policy before a request reaches the service: {@link
 * io.eunomia.archimedes.enforce.Enforcer}. Knows no server; those that are known have a package of
 * their own below.
 */
@NullMarked
package io.eunomia.archimedes.enforce;

import org.jspecify.annotations.NullMarked;
