/**
 * Values in a module's memory: the layout that eunomia-core's value runtime documents, written and
 * read.
 */
@NullMarked
package io.eunomia.archimedes.engine.layout;

import org.jspecify.annotations.NullMarked;
