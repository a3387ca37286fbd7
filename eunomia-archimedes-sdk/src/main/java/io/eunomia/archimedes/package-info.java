/** What a service embeds: {@link io.eunomia.archimedes.PolicyRuntime}. */
@NullMarked
package io.eunomia.archimedes;

import org.jspecify.annotations.NullMarked;
