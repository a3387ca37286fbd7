/**
 * YAML as OPA reads and writes it: version 1.1, by the rules of Go's yaml.v2, with the values of
 * JSON. The grammar is SnakeYAML's; which characters are which tokens, and what scalars mean, is
 * decided here, for the two differ.
 */
@NullMarked
package io.eunomia.yaml;

import org.jspecify.annotations.NullMarked;
