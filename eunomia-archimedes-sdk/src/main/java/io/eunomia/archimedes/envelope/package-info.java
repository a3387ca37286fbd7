/** What requests to all servers have in common, and what whoever is refused gets. */
@NullMarked
package io.eunomia.archimedes.envelope;

import org.jspecify.annotations.NullMarked;
