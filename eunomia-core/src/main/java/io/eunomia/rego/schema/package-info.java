/** JSON Schemas of the documents that policies read, and the types that they stand for. */
@NullMarked
package io.eunomia.rego.schema;

import org.jspecify.annotations.NullMarked;
