/** Source text, spans in it, and what is said about them. */
@NullMarked
package io.eunomia.rego.source;

import org.jspecify.annotations.NullMarked;
