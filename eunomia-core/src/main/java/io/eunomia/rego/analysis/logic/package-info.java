/**
 * What conditions say of the values that they ask about: formulas over places in documents, and
 * whether they can hold together.
 */
@NullMarked
package io.eunomia.rego.analysis.logic;

import org.jspecify.annotations.NullMarked;
