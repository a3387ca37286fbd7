/** Queries: modules made of them, so that they are compiled as policies are. */
@NullMarked
package io.eunomia.rego.query;

import org.jspecify.annotations.NullMarked;
