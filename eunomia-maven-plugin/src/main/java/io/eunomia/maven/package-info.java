/**
 * Goals of Maven that check, test, bundle and format policies; each calls one entry of what is
 * below.
 */
@NullMarked
package io.eunomia.maven;

import org.jspecify.annotations.NullMarked;
