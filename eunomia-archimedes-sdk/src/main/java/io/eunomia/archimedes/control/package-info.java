/**
 * The control plane of a runtime: bundles are pushed, rolled back and asked for, over mutual TLS,
 * by those who are named. {@link io.eunomia.archimedes.control.ControlPlaneHandler} knows requests
 * and answers; {@link io.eunomia.archimedes.control.ControlServer} is a server for it.
 */
@NullMarked
package io.eunomia.archimedes.control;

import org.jspecify.annotations.NullMarked;
