/** The checks, one a class: what they look for, and how they say it. */
@NullMarked
package io.eunomia.rego.analysis.check;

import org.jspecify.annotations.NullMarked;
