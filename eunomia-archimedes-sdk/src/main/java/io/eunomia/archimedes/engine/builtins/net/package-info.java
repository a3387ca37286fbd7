/** What policies may reach on the network, and how it is reached. */
@NullMarked
package io.eunomia.archimedes.engine.builtins.net;

import org.jspecify.annotations.NullMarked;
