/** The decision server of {@code eunomia run}. */
@NullMarked
package io.eunomia.cli.server;

import org.jspecify.annotations.NullMarked;
