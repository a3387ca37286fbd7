/**
 * Keys and certificates as Go's {@code encoding/pem} and {@code crypto/x509} read them and {@code
 * encoding/json} shows them, which is what policies see of them.
 */
@NullMarked
package io.eunomia.archimedes.engine.builtins.pki;

import org.jspecify.annotations.NullMarked;
