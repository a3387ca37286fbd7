/** JSON Web Tokens (RFC 7519) that are signed (RFC 7515), and the keys that come as JSON (7517). */
@NullMarked
package io.eunomia.archimedes.engine.builtins.jwt;

import org.jspecify.annotations.NullMarked;
