/**
 * Types of Rego values and expressions, and the checker that infers them and reports what cannot
 * be.
 */
@NullMarked
package io.eunomia.rego.types;

import org.jspecify.annotations.NullMarked;
