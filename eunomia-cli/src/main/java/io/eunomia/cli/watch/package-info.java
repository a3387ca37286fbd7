/** Waits for changes of files. */
@NullMarked
package io.eunomia.cli.watch;

import org.jspecify.annotations.NullMarked;
