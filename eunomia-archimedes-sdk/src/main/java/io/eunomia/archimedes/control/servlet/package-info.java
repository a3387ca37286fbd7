/** The control plane of a runtime in a servlet container. */
@NullMarked
package io.eunomia.archimedes.control.servlet;

import org.jspecify.annotations.NullMarked;
