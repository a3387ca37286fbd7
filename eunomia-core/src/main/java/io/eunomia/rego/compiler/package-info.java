/**
 * From syntax trees to a checked program in normal form. {@link
 * io.eunomia.rego.compiler.RegoCompiler} is the entry; its list of passes is the table of contents
 * of the packages below this one, which are no API.
 */
@NullMarked
package io.eunomia.rego.compiler;

import org.jspecify.annotations.NullMarked;
