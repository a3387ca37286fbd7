/** The demonstration: the whole way of a policy, before the user's eyes. */
@NullMarked
package io.eunomia.cli.demo;

import org.jspecify.annotations.NullMarked;
