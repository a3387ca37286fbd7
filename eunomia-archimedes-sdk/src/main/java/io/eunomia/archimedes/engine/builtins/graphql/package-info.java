/** GraphQL: documents as trees with the field names that OPA gives them, and their validation. */
@NullMarked
package io.eunomia.archimedes.engine.builtins.graphql;

import org.jspecify.annotations.NullMarked;
