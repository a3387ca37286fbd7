/** Signatures of requests to AWS. */
@NullMarked
package io.eunomia.archimedes.engine.builtins.aws;

import org.jspecify.annotations.NullMarked;
