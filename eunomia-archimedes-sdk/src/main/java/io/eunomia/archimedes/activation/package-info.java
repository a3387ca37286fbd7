/** From a bundle to the one immutable active policy. */
@NullMarked
package io.eunomia.archimedes.activation;

import org.jspecify.annotations.NullMarked;
