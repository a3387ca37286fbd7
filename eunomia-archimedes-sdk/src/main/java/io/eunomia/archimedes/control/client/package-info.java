/** Pushes bundles to runtimes, rolls them back, and asks them how they are. */
@NullMarked
package io.eunomia.archimedes.control.client;

import org.jspecify.annotations.NullMarked;
