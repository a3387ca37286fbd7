/** The command line. */
@NullMarked
package io.eunomia.cli;

import org.jspecify.annotations.NullMarked;
