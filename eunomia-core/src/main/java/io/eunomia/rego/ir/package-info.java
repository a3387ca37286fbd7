/** The plan: OPA's intermediate representation as sealed types, and its JSON form. */
@NullMarked
package io.eunomia.rego.ir;

import org.jspecify.annotations.NullMarked;
