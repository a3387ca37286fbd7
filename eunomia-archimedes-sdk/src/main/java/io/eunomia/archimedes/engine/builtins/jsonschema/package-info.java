/** JSON Schema of drafts 4, 6 and 7, with the errors that OPA reports. Knows no network. */
@NullMarked
package io.eunomia.archimedes.engine.builtins.jsonschema;

import org.jspecify.annotations.NullMarked;
