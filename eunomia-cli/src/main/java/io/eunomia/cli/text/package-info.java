/** How values are written. */
@NullMarked
package io.eunomia.cli.text;

import org.jspecify.annotations.NullMarked;
