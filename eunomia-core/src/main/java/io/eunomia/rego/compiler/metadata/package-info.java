/** What {@code # METADATA} says of rules and packages, and the calls that read it. */
@NullMarked
package io.eunomia.rego.compiler.metadata;

import org.jspecify.annotations.NullMarked;
