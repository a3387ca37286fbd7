/**
 * Source text to tidy source text, byte for byte as {@code opa fmt} writes it.
 *
 * <p>{@link io.eunomia.rego.format.RegoFormatter} is the entry. A module is parsed, and its tree
 * written anew, with the comments at the rows of the text that they stood at; what comes out is
 * parsed again and held against the tree that went in.
 */
@NullMarked
package io.eunomia.rego.format;

import org.jspecify.annotations.NullMarked;
