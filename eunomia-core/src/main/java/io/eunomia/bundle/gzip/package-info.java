/**
 * Writes gzip whose bytes depend on the content alone. The JDK's own deflater calls the zlib that
 * it was built with or that the system has, and these differ in what they write.
 */
@NullMarked
package io.eunomia.bundle.gzip;

import org.jspecify.annotations.NullMarked;
