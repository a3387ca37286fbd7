/** What is told to those whose requests are refused, in enforcement and in the control plane. */
@NullMarked
package io.eunomia.archimedes.envelope;

import org.jspecify.annotations.NullMarked;
