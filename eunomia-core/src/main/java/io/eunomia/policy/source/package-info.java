/** Policies as files: a directory of services, or any files, read and sorted by what they are. */
@NullMarked
package io.eunomia.policy.source;

import org.jspecify.annotations.NullMarked;
