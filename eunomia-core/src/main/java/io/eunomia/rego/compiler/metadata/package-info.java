/**
 * What {@code # METADATA} says of rules and packages, the calls that read it, and the schemas that
 * it names.
 */
@NullMarked
package io.eunomia.rego.compiler.metadata;

import org.jspecify.annotations.NullMarked;
